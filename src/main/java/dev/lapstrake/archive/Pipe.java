package dev.lapstrake.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that remembers whether it was its reader that let it down. */
final class Pipe extends FilterOutputStream {
    private boolean broken;

    Pipe(OutputStream out) {
        super(out);
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public void write(int octet) throws IOException {
        watch(() -> out.write(octet));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        watch(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        watch(out::flush);
    }

    @Override
    public void close() throws IOException {
        watch(out::close);
    }

    private interface Action {
        void run() throws IOException;
    }

    private void watch(Action action) throws IOException {
        try {
            action.run();
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }
}
