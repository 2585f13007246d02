package dev.lapstrake.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length was told before. */
final class LengthStream extends Incoming {
    private final InputStream in;
    private long left;

    LengthStream(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("it ended " + left + " bytes too early");
        }
        left -= count;
        return count;
    }
}
