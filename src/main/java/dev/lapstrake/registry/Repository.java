package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.http.Call;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository in a registry: manifests and tags (distribution-spec, "Pull", "Push", "Content Discovery"). A selector
 * is a tag or a digest.
 */
public final class Repository {
    private static final int LIMIT = 8 << 20;
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

    /** The name of something in it, as people write it. */
    String name(String selector) {
        return exchange.name(selector);
    }

    public RemoteBlobs blobs() {
        return new RemoteBlobs(exchange, mirrors);
    }

    public Referrers referrers() {
        return new Referrers(exchange, this);
    }

    /** A manifest or an index, checked against the digest that was asked for or promised; empty if there is none. */
    public Optional<RemoteManifest> manifest(String selector) throws IOException, BuildException {
        Optional<RemoteManifest> mirrored = mirrors.ask(mirror -> new ManifestTalk(mirror, selector).get());
        return mirrored.isPresent() ? mirrored : current(selector);
    }

    /** What the registry itself has, though a mirror may remember something older. */
    public Optional<RemoteManifest> current(String selector) throws IOException, BuildException {
        return new ManifestTalk(exchange, selector).get();
    }

    /** What the registry itself has under a tag, of whatever kind; empty if nothing. */
    Optional<Content> tagged(String tag) throws IOException, BuildException {
        return new ManifestTalk(exchange, tag).bytes().map(Content::of);
    }

    /**
     * Notes what a manifest of the repository refers to: it is there, and need not be looked for. Whoever trusts in it is told
     * by the registry if it is wrong.
     */
    void learn(Content manifest) throws IOException {
        for (Digest known : RemoteManifest.references(manifest.bytes())) {
            exchange.note(known);
        }
    }

    /** The digest of a manifest; empty if there is none. */
    public Optional<Digest> digestOf(String selector) throws IOException, BuildException {
        Optional<Digest> mirrored = mirrors.ask(mirror -> new ManifestTalk(mirror, selector).head());
        return mirrored.isPresent() ? mirrored : new ManifestTalk(exchange, selector).head();
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
        return new ManifestTalk(exchange, selector).put(manifest, content);
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
