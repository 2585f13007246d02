package dev.lapstrake.registry.server;

import dev.lapstrake.oci.BlobWriter;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.WrongDigestException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A blob on its way in, which may come in any number of requests, one after the other. */
final class Upload implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final BlobWriter blob;
    private long size;

    Upload(BlobWriter blob) {
        this.blob = blob;
    }

    synchronized long size() {
        return size;
    }

    /**
     * Adds a chunk.
     *
     * @param range where it says that it belongs, as {@code first-last}
     */
    synchronized void append(InputStream chunk, Optional<String> range) throws IOException, Refusal {
        if (range.isPresent() && !range.get().startsWith(size + "-")) {
            throw ErrorCode.RANGE_INVALID.because("the next byte is " + size + ", not " + range.get());
        }
        byte[] buffer = new byte[BUFFER];
        for (int count = chunk.read(buffer); count >= 0; count = chunk.read(buffer)) {
            blob.write(buffer, 0, count);
            size += count;
        }
    }

    synchronized void finish(Digest digest) throws IOException, Refusal {
        try {
            blob.commit(digest);
        } catch (WrongDigestException e) {
            throw ErrorCode.DIGEST_INVALID.because(e);
        } finally {
            blob.close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        blob.close();
    }
}
