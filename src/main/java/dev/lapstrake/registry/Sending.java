package dev.lapstrake.registry;

import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way of a request's body to the network: knows when it last moved, and whether the disk failed. */
final class Sending {
    private final @Nullable Content body;
    private final Duration quietTime;
    private volatile long moved = System.nanoTime();
    private volatile @Nullable IOException diskFailure;

    Sending(@Nullable Content body, Duration quietTime) {
        this.body = body;
        this.quietTime = quietTime;
    }

    /** How much longer it may be quiet. */
    long nanosLeft() {
        return quietTime.toNanos() - (System.nanoTime() - moved);
    }

    long quietSeconds() {
        return quietTime.toSeconds();
    }

    /**
     * @throws IOException if the body can't be read from the disk
     */
    void check() throws IOException {
        if (diskFailure != null) {
            throw new IOException(diskFailure);
        }
    }

    InputStream stream() {
        return new Body();
    }

    /** Opens the content when it is first read, since whoever asks for the stream can't take an exception. */
    private final class Body extends InputStream {
        private @Nullable InputStream open;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            moved = System.nanoTime();
            try {
                if (open == null) {
                    open = body == null ? InputStream.nullInputStream() : body.open();
                }
                return open.read(buffer, offset, length);
            } catch (IOException e) {
                diskFailure = e;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
        }
    }
}
