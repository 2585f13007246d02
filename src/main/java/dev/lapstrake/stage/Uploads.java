package dev.lapstrake.stage;

import dev.lapstrake.parallel.Patience;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What goes to a registry behind the build's back, one after the other, on a thread that keeps no JVM alive. */
final class Uploads {
    private final Patience patience;
    private final AtomicLong bytes = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Uploads::daemon);

    /** Sends something. */
    interface Upload {
        void run() throws InterruptedIOException;
    }

    /**
     * @param patience how long the end is waited for of what is still to be sent
     */
    Uploads(Patience patience) {
        this.patience = patience;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lapstrake-cache");
        thread.setDaemon(true);
        return thread;
    }

    void add(long size, Upload upload) {
        bytes.addAndGet(size);
        thread.execute(() -> {
            try {
                upload.run();
            } catch (InterruptedIOException e) {
                Thread.currentThread().interrupt(); // nobody waits any more
            } finally {
                bytes.addAndGet(-size);
            }
        });
    }

    /**
     * Waits for all that was added, and takes no more.
     *
     * @return false if that took too long, and not all was sent
     */
    boolean finish() throws InterruptedIOException {
        thread.shutdown();
        try {
            return thread.awaitTermination(patience.allowed(bytes.get()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while results were sent to the cache");
        } finally {
            thread.shutdownNow();
        }
    }
}
