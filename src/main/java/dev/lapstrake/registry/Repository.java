package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository in a registry: manifests and tags (distribution-spec, "Pull", "Push", "Content Discovery"). A selector
 * is a tag or a digest.
 */
public final class Repository {
    private static final int LIMIT = 8 << 20;
    private static final int NOT_FOUND = 404;
    private static final String ACCEPT =
            String.join(", ", MediaType.INDEX, MediaType.MANIFEST, MediaType.DOCKER_LIST, MediaType.DOCKER_MANIFEST);
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

    private final Exchange exchange;
    private final Mirrors mirrors;

    Repository(Exchange exchange, Mirrors mirrors) {
        this.exchange = exchange;
        this.mirrors = mirrors;
    }

    /** As people write it, with the registry. */
    String name() {
        return exchange.name();
    }

    public RemoteBlobs blobs() {
        return new RemoteBlobs(exchange, mirrors);
    }

    public Referrers referrers() {
        return new Referrers(exchange, this);
    }

    /** A manifest or an index, checked against the digest that was asked for or promised; empty if there is none. */
    public Optional<RemoteManifest> manifest(String selector) throws IOException, BuildException {
        Optional<RemoteManifest> mirrored = mirrors.ask(mirror -> manifest(selector, mirror));
        return mirrored.isPresent() ? mirrored : manifest(selector, exchange);
    }

    private static Optional<RemoteManifest> manifest(String selector, Exchange exchange)
            throws IOException, BuildException {
        String name = exchange.name(selector);
        Call call = Call.of("GET", exchange.uri("manifests/" + selector)).with("Accept", ACCEPT);
        AtomicBoolean wasWrong = new AtomicBoolean();
        return exchange.send(name, call, answer -> {
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            if (!answer.isSuccess()) {
                throw exchange.failures(name).of(answer);
            }
            byte[] bytes = answer.bytes(LIMIT);
            Digest actual = Digest.of(bytes);
            Optional<Digest> expected = digest(selector).or(answer::digest);
            if (!expected.orElse(actual).equals(actual) && !wasWrong.getAndSet(true)) {
                throw PeerException.passing("sent a manifest of another digest than was asked for");
            }
            check(actual, expected, exchange.failures(name));
            String type = answer.header("Content-Type").orElse("");
            return Optional.of(RemoteManifest.of(bytes, type, exchange.failures(name)));
        });
    }

    /**
     * Notes what an image of the repository refers to: that is there, and need not be looked for. Whoever trusts in it is
     * told by the registry if it is wrong.
     */
    void learn(Digest image) throws IOException {
        try {
            Optional<RemoteManifest> manifest = manifest(image.toString());
            if (manifest.isPresent()) {
                manifest.get().references().forEach(exchange::note);
            }
        } catch (BuildException e) {
            // it only saves questions
        }
    }

    private static void check(Digest actual, Optional<Digest> expected, Failures failures) throws BuildException {
        if (expected.isPresent() && !expected.get().equals(actual)) {
            throw failures.wrongDigest(expected.get(), actual.toString());
        }
    }

    private static Optional<Digest> digest(String selector) {
        return selector.contains(":") ? Optional.of(Digest.parse(selector)) : Optional.empty();
    }

    /** The digest of a manifest; empty if there is none, or if the registry does not tell. */
    public Optional<Digest> digestOf(String selector) throws IOException, BuildException {
        Optional<Digest> mirrored = mirrors.ask(mirror -> digestOf(selector, mirror));
        return mirrored.isPresent() ? mirrored : digestOf(selector, exchange);
    }

    private static Optional<Digest> digestOf(String selector, Exchange exchange) throws IOException, BuildException {
        String name = exchange.name(selector);
        return exchange.send(name, head(selector, exchange), answer -> {
            if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
                throw exchange.failures(name).of(answer);
            }
            return digest(answer, selector);
        });
    }

    private static Call head(String selector, Exchange exchange) throws IOException, BuildException {
        return Call.of("HEAD", exchange.uri("manifests/" + selector)).with("Accept", ACCEPT);
    }

    private static Optional<Digest> digest(Answer answer, String selector) {
        return answer.isSuccess() ? digest(selector).or(answer::digest) : Optional.empty();
    }

    /** Adds a manifest or an index; all that it refers to must be there. */
    public void put(String selector, Descriptor manifest, Content content) throws IOException, BuildException {
        Optional<BuildException> refusal = putWhole(selector, manifest, content);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    /**
     * Adds a manifest or an index.
     *
     * @return what is wrong if the registry misses something that it refers to
     */
    Optional<BuildException> putWhole(String selector, Descriptor manifest, Content content)
            throws IOException, BuildException {
        String name = exchange.name(selector);
        Call call = Call.of("PUT", exchange.uri("manifests/" + selector)).with(content, manifest.mediaType());
        AtomicBoolean wasSent = new AtomicBoolean();
        return exchange.persistently(name, tries -> {
            // The answer to an earlier try may have got lost.
            boolean isThere = wasSent.getAndSet(true)
                    && exchange.once(head(selector, exchange), answer -> digest(answer, selector))
                            .equals(Optional.of(manifest.digest()));
            return isThere
                    ? Optional.empty()
                    : exchange.once(call, answer -> refusal(answer, manifest.digest(), exchange.failures(name)));
        });
    }

    private static Optional<BuildException> refusal(Answer answer, Digest stored, Failures failures)
            throws IOException, BuildException {
        if (answer.isSuccess()) {
            check(answer.digest().orElse(stored), Optional.of(stored), failures);
            return Optional.empty();
        }
        Answer refusal = answer.held();
        if (Failures.saysPartMissing(refusal)) {
            return Optional.of(failures.refused(refusal));
        }
        throw failures.of(refusal);
    }

    /** All tags, in the registry's order. */
    public List<String> tags() throws IOException, BuildException {
        List<String> tags = new ArrayList<>();
        Optional<URI> page = Optional.of(exchange.uri("tags/list"));
        while (page.isPresent()) {
            int before = tags.size();
            URI uri = page.get();
            page = exchange.send(exchange.name(), Call.of("GET", uri), answer -> addTags(tags, answer))
                    .map(uri::resolve)
                    .filter(next -> tags.size() > before);
        }
        return List.copyOf(tags);
    }

    /** Adds the tags of a page, and says where the next one is. */
    private Optional<String> addTags(List<String> tags, Answer answer) throws IOException, BuildException {
        Failures failures = exchange.failures(exchange.name());
        if (!answer.isSuccess()) {
            throw failures.of(answer);
        }
        JsonObject json = failures.parse(answer.bytes(LIMIT));
        Json.texts(json, "tags").forEach(tags::add);
        return nextPage(answer);
    }

    /** Where a list goes on, if it does (RFC 8288). */
    static Optional<String> nextPage(Answer answer) {
        return answer.header("Link").map(NEXT::matcher).filter(Matcher::find).map(link -> link.group(1));
    }
}
