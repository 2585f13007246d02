package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.function.LongConsumer;

/** The blobs of a repository in a registry (distribution-spec, "Pulling blobs", "Pushing blobs"). */
public final class RemoteBlobs {
    private static final int NOT_FOUND = 404;

    private final Exchange exchange;

    RemoteBlobs(Exchange exchange) {
        this.exchange = exchange;
    }

    public boolean has(Digest digest) throws IOException, BuildException {
        String name = exchange.name(digest.toString());
        return exchange.send(name, Call.of("HEAD", exchange.uri("blobs/" + digest)), answer -> {
            if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
                throw exchange.failures(name).of(answer);
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
        try (BlobDownload download = new BlobDownload(exchange, blob, layout, moved)) {
            download.run();
        }
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
        if (has(blob.digest())) {
            return false;
        }
        new BlobUpload(exchange, blob, layout.blob(blob.digest()), moved).run();
        return true;
    }
}
