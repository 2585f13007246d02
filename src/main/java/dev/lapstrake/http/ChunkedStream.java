package dev.lapstrake.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body that comes in pieces, each with its length before it (RFC 9112, section 7.1). */
final class ChunkedStream extends Incoming {
    private static final int LIMIT = 1 << 12;

    private final Connection connection;
    private InputStream chunk = InputStream.nullInputStream();
    private boolean begun;
    private boolean ended;

    ChunkedStream(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = chunk.read(target, offset, length);
        while (count < 0 && !ended) {
            next();
            count = chunk.read(target, offset, length);
        }
        return count;
    }

    private void next() throws IOException {
        if (begun && !connection.line(LIMIT).isEmpty()) {
            throw new IOException("it sent a piece that is too long");
        }
        begun = true;
        String size = connection.line(LIMIT).replaceFirst(";.*", "").strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new EOFException("it sent a piece without a length");
        }
        long length = Long.parseLong(size, 16);
        ended = length == 0;
        chunk = new LengthStream(connection.in(), length);
        if (ended) {
            connection.lines();
        }
    }
}
