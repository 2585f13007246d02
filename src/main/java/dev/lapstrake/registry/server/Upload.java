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

    /** Adds a chunk, which is the body of a request. */
    synchronized void append(Request request) throws IOException, Refusal {
        Optional<String> range = request.header("Content-Range");
        if (range.isPresent() && !isNext(range.get(), request)) {
            throw ErrorCode.RANGE_INVALID.because("the next byte is " + size + ", not the chunk's " + range.get());
        }
        InputStream chunk = request.body();
        byte[] buffer = new byte[BUFFER];
        for (int count = chunk.read(buffer); count >= 0; count = chunk.read(buffer)) {
            blob.write(buffer, 0, count);
            size += count;
        }
    }

    private boolean isNext(String range, Request request) {
        Optional<String> length = request.header("Content-Length");
        return ByteRange.ofChunk(range)
                .filter(bytes -> bytes.first() == size && bytes.size() > 0)
                .filter(bytes -> length.isEmpty() || length.get().equals("" + bytes.size()))
                .isPresent();
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
