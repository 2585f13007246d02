package dev.lapstrake.http;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that come in by many at once; a single one is no more than the first of these. */
abstract class Incoming extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;
}
