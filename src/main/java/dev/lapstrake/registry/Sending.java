package dev.lapstrake.registry;

import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way of a request to the network: knows when its body last moved, and whether the disk failed. */
final class Sending {
    private final @Nullable Content body;
    private final Timeouts timeouts;
    private final Runnable onStall;
    private volatile long moved = System.nanoTime();
    private volatile boolean sent;
    private volatile @Nullable IOException diskFailure;

    /**
     * @param onStall run when it has been quiet for too long
     */
    Sending(@Nullable Content body, Timeouts timeouts, Runnable onStall) {
        this.body = body;
        this.timeouts = timeouts;
        this.onStall = onStall;
        this.sent = body == null || body.size() == 0;
    }

    /** How much longer it may be quiet. */
    long nanosLeft() {
        return quietTime().toNanos() - (System.nanoTime() - moved);
    }

    /** Gives up, since it has been quiet for too long: what to say. */
    PeerException stalled() {
        onStall.run();
        String what = sent ? "gave no answer for " : "took no more of what it was sent for ";
        return PeerException.passing(what + quietTime().toSeconds() + " s");
    }

    private Duration quietTime() {
        return sent ? timeouts.answer() : timeouts.progress();
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
                int count = open.read(buffer, offset, length);
                sent = count < 0;
                return count;
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
