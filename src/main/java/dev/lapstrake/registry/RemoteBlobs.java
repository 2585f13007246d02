package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The blobs of a repository in a registry (distribution-spec, "Pulling blobs", "Pushing blobs"). */
public final class RemoteBlobs {
    private static final int NOT_FOUND = 404;
    private static final String MISSING = "image-missing";

    private final Exchange exchange;
    private final Mirrors mirrors;

    RemoteBlobs(Exchange exchange, Mirrors mirrors) {
        this.exchange = exchange;
        this.mirrors = mirrors;
    }

    /** True if the repository has the blob; a registry that has said so once in a build is not asked again. */
    public boolean has(Digest digest) throws IOException, BuildException {
        if (exchange.isKnown(digest)) {
            return true;
        }
        String name = exchange.name(digest.toString());
        return exchange.send(name, Call.of("HEAD", exchange.uri("blobs/" + digest)), answer -> {
            if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
                throw exchange.failures(name).of(answer);
            }
            if (answer.isSuccess()) {
                exchange.note(digest);
            }
            return answer.isSuccess();
        });
    }

    /** Copies a blob into a layout, if it is not there; what does not have the promised digest and size is not kept. */
    public void pull(Descriptor blob, Layout layout) throws IOException, BuildException {
        pull(blob, layout, bytes -> {});
    }

    /**
     * Copies a blob as {@link #pull(Descriptor, Layout)} does.
     *
     * @param moved is told of bytes as they come in, and, in a number below zero, of those that came in vain
     */
    public void pull(Descriptor blob, Layout layout, LongConsumer moved) throws IOException, BuildException {
        if (layout.has(blob)) {
            return;
        }
        if (mirrors.ask(mirror -> downloadIfThere(mirror, blob, layout, moved)).isEmpty()) {
            download(exchange, blob, layout, moved);
            suspect(blob.digest());
        }
    }

    /** A mirror that lacks one blob may well have the others. */
    private static Optional<Descriptor> downloadIfThere(
            Exchange mirror, Descriptor blob, Layout layout, LongConsumer moved) throws IOException, BuildException {
        try {
            return Optional.of(download(mirror, blob, layout, moved));
        } catch (BuildException e) {
            if (e.problem().id().equals(MISSING)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Descriptor download(Exchange source, Descriptor blob, Layout layout, LongConsumer moved)
            throws IOException, BuildException {
        try (BlobDownload download = new BlobDownload(source, blob, layout, moved)) {
            download.run();
        }
        return blob;
    }

    /**
     * Copies a blob from a layout, if it is not there.
     *
     * @return true if it was not there
     */
    public boolean push(Descriptor blob, Layout layout) throws IOException, BuildException {
        return push(blob, layout, bytes -> {});
    }

    /**
     * Copies a blob as {@link #push(Descriptor, Layout)} does.
     *
     * @param moved is told of bytes as they go out, and, in a number below zero, of those that went out in vain
     */
    public boolean push(Descriptor blob, Layout layout, LongConsumer moved) throws IOException, BuildException {
        return !has(blob.digest()) && send(blob, () -> layout.blob(blob.digest()), moved);
    }

    /**
     * Adds a blob that is not there.
     *
     * @return true if it was sent; false if the registry took it from another of its repositories
     */
    boolean send(Descriptor blob, BlobUpload.Supply supply, LongConsumer moved) throws IOException, BuildException {
        return new BlobUpload(exchange, blob, supply, moved).run();
    }

    /** Notes that a manifest of the repository refers to something, so that it is there. */
    void note(Digest digest) {
        exchange.note(digest);
    }

    /** Notes that a blob was sent there for an image that will be pushed. */
    void noteAhead(Digest digest) {
        exchange.noteAhead(digest);
    }

    /** True once if a blob was sent there ahead. */
    boolean takeAhead(Digest digest) {
        return exchange.takeAhead(digest);
    }

    /** Notes that something is likely to be there, and may be mounted from there. */
    void suspect(Digest digest) {
        exchange.suspect(digest);
    }

    boolean isKnown(Digest digest) {
        return exchange.isKnown(digest);
    }

    void forget(Digest digest) {
        exchange.forget(digest);
    }
}
