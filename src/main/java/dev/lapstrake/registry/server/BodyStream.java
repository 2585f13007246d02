package dev.lapstrake.registry.server;

import java.io.IOException;
import java.io.InputStream;

/** The body of a request; it ends where the body does, and leaves what follows on the connection (RFC 9112, 6 and 7). */
final class BodyStream extends InputStream {
    private static final int LINE_LIMIT = 1 << 12;

    private final InputStream in;
    private final boolean isChunked;
    /** What is left of the chunk, or of the whole. */
    private long left;

    private boolean ended;

    private BodyStream(InputStream in, boolean isChunked, long left) {
        this.in = in;
        this.isChunked = isChunked;
        this.left = left;
    }

    static BodyStream of(InputStream in, long size) {
        return new BodyStream(in, false, size);
    }

    static BodyStream chunked(InputStream in) {
        return new BodyStream(in, true, 0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            ended = !isChunked || !nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new MalformedRequestException("ended early");
        }
        left -= count;
        if (isChunked && left == 0) {
            requireEmpty(new LineReader(in, LINE_LIMIT));
        }
        return count;
    }

    /** Reads the line before a chunk; after the last one, also what follows it. */
    private boolean nextChunk() throws IOException {
        LineReader lines = new LineReader(in, LINE_LIMIT);
        String size = lines.require().replaceFirst("[ \t]*;.*", "");
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new MalformedRequestException("no size of a chunk");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            while (!lines.require().isEmpty()) {
                // trailers say nothing here
            }
        }
        return left > 0;
    }

    private static void requireEmpty(LineReader lines) throws IOException {
        if (!lines.require().isEmpty()) {
            throw new MalformedRequestException("a chunk is longer than it says");
        }
    }
}
