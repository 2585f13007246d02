package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is said to a registry about one manifest (distribution-spec, "Pulling manifests", "Pushing Manifests"). */
final class ManifestTalk {
    private static final int LIMIT = 8 << 20;
    private static final int NOT_FOUND = 404;
    private static final String ACCEPT =
            String.join(", ", MediaType.INDEX, MediaType.MANIFEST, MediaType.DOCKER_LIST, MediaType.DOCKER_MANIFEST);

    private final Exchange exchange;
    private final String selector;
    private final String name;

    /**
     * @param selector a tag or a digest
     */
    ManifestTalk(Exchange exchange, String selector) {
        this.exchange = exchange;
        this.selector = selector;
        this.name = exchange.name(selector);
    }

    Optional<RemoteManifest> get() throws IOException, BuildException {
        return read((bytes, type) -> RemoteManifest.of(bytes, type, exchange.failures(name)));
    }

    /** The bytes, of whatever type they are. */
    Optional<byte[]> bytes() throws IOException, BuildException {
        return read((bytes, type) -> bytes);
    }

    /** Makes something of a manifest's bytes and of the type that the registry says that they are of. */
    private interface Form<T> {
        T of(byte[] bytes, String type) throws BuildException;
    }

    private <T> Optional<T> read(Form<T> form) throws IOException, BuildException {
        AtomicBoolean wasWrong = new AtomicBoolean();
        return exchange.send(
                name,
                call("GET"),
                answer -> isThere(answer)
                        ? Optional.of(form.of(
                                checked(answer, wasWrong),
                                answer.header("Content-Type").orElse("")))
                        : Optional.empty());
    }

    /** The digest; empty if there is no such manifest. The header that tells it is optional: the manifest itself tells it, too. */
    Optional<Digest> head() throws IOException, BuildException {
        Optional<Answer> there =
                exchange.send(name, call("HEAD"), answer -> isThere(answer) ? Optional.of(answer) : Optional.empty());
        Optional<Digest> told = there.flatMap(answer -> asked().or(answer::digest));
        return there.isPresent() && told.isEmpty() ? bytes().map(Digest::of) : told;
    }

    private Call call(String method) throws IOException, BuildException {
        return Call.of(method, exchange.uri("manifests/" + selector)).with("Accept", ACCEPT);
    }

    private boolean isThere(Answer answer) throws IOException, BuildException {
        if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
            throw exchange.failures(name).of(answer);
        }
        return answer.isSuccess();
    }

    private Optional<Digest> digest(Answer answer) throws IOException, BuildException {
        return isThere(answer) ? asked().or(answer::digest) : Optional.empty();
    }

    /** The digest, if the selector is one. */
    private Optional<Digest> asked() {
        return selector.contains(":") ? Optional.of(Digest.parse(selector)) : Optional.empty();
    }

    /** Bytes that are wrong for the first time get a second chance. */
    private byte[] checked(Answer answer, AtomicBoolean wasWrong) throws IOException, BuildException {
        byte[] bytes = answer.bytes(LIMIT);
        Digest actual = Digest.of(bytes);
        Digest expected = asked().or(answer::digest).orElse(actual);
        if (!expected.equals(actual) && !wasWrong.getAndSet(true)) {
            throw PeerException.passing("sent a manifest of another digest than was asked for");
        }
        check(actual, expected);
        return bytes;
    }

    private void check(Digest actual, Digest expected) throws BuildException {
        if (!expected.equals(actual)) {
            throw exchange.failures(name).wrongDigest(expected, actual.toString());
        }
    }

    /**
     * Adds the manifest.
     *
     * @return what is wrong if the registry misses something that it refers to
     */
    Optional<BuildException> put(Descriptor manifest, Content content) throws IOException, BuildException {
        Call call = Call.of("PUT", exchange.uri("manifests/" + selector)).with(content, manifest.mediaType());
        AtomicBoolean wasSent = new AtomicBoolean();
        return exchange.persistently(name, tries -> {
            // The answer to an earlier try may have got lost.
            boolean isThere = wasSent.getAndSet(true)
                    && exchange.once(call("HEAD"), this::digest).equals(Optional.of(manifest.digest()));
            return isThere ? Optional.empty() : exchange.once(call, answer -> refusal(answer, manifest.digest()));
        });
    }

    private Optional<BuildException> refusal(Answer answer, Digest sent) throws IOException, BuildException {
        if (answer.isSuccess()) {
            check(answer.digest().orElse(sent), sent);
            return Optional.empty();
        }
        Answer refusal = answer.held();
        if (ErrorAnswer.saysPartMissing(refusal)) {
            return Optional.of(exchange.failures(name).refused(refusal));
        }
        throw exchange.failures(name).of(refusal);
    }
}
