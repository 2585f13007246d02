package dev.lapstrake.registry;

import dev.lapstrake.oci.BlobWriter;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.WrongDigestException;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.CountedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.LongConsumer;

/** The blobs of a repository in a registry (distribution-spec, "Pulling blobs", "Pushing blobs"). */
public final class RemoteBlobs {
    private static final int BUFFER = 1 << 16;
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
     * @param moved is told of bytes as they come in
     */
    public void pull(Descriptor blob, Layout layout, LongConsumer moved) throws IOException, BuildException {
        if (layout.has(blob)) {
            return;
        }
        String name = exchange.name(blob.digest().toString());
        exchange.send(name, Call.of("GET", exchange.uri("blobs/" + blob.digest())), answer -> {
            if (!answer.isSuccess()) {
                throw exchange.failures(name).of(answer);
            }
            receive(blob, new CountedInputStream(answer.body(), moved), layout, exchange.failures(name));
            return blob;
        });
    }

    private static void receive(Descriptor blob, InputStream body, Layout layout, Failures failures)
            throws IOException, BuildException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (BlobWriter writer = layout.newBlob()) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                size += count;
                if (size > blob.size()) {
                    throw failures.wrongDigest(blob.digest(), "more than its " + blob.size() + " bytes");
                }
                writer.write(buffer, 0, count);
            }
            if (size < blob.size()) {
                throw failures.wrongDigest(blob.digest(), size + " bytes instead of " + blob.size());
            }
            writer.commit(blob.digest());
        } catch (WrongDigestException e) {
            throw failures.wrongDigest(blob.digest(), size + " bytes of another digest");
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
     * @param moved is told of bytes as they go out
     */
    public boolean push(Descriptor blob, Layout layout, LongConsumer moved) throws IOException, BuildException {
        if (has(blob.digest())) {
            return false;
        }
        Content content = Content.of(layout.blob(blob.digest())).counted(moved);
        URI upload = beginUpload(exchange.name());
        String query = "digest=" + blob.digest();
        URI target = URI.create(upload + (upload.getRawQuery() == null ? "?" : "&") + query);
        Call call = Call.of("PUT", target).with(content, "application/octet-stream");
        String name = exchange.name(blob.digest().toString());
        return exchange.send(name, call, answer -> {
            if (!answer.isSuccess()) {
                throw exchange.failures(name).of(answer);
            }
            return true;
        });
    }

    private URI beginUpload(String name) throws IOException, BuildException {
        Call call = Call.of("POST", exchange.uri("blobs/uploads/"));
        return exchange.send(name, call, answer -> {
            Failures failures = exchange.failures(name);
            if (!answer.isSuccess()) {
                throw failures.of(answer);
            }
            try {
                return answer.header("Location")
                        .map(call.uri()::resolve)
                        .orElseThrow(() -> failures.broken("it names no place to upload to"));
            } catch (IllegalArgumentException e) {
                throw failures.broken("it names a place to upload to that is none");
            }
        });
    }
}
