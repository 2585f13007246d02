package dev.lapstrake.parallel;

import java.io.Closeable;
import java.io.InterruptedIOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Work behind the back of a build, in the order in which it comes, on threads that keep no JVM alive. What goes wrong with it is
 * not told.
 */
public final class Backlog implements Closeable {
    private final ThreadPoolExecutor threads;

    /**
     * @param most how much of it is under way at once
     */
    public Backlog(int most, String name) {
        this.threads = new ThreadPoolExecutor(
                most, most, 0, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), work -> daemon(work, name));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    public void add(Ahead.Work work) {
        threads.execute(() -> Ahead.quietly(work));
    }

    /** Waits for what is under way. What was not begun is left undone, and no more is taken. */
    public void finish() throws InterruptedIOException {
        threads.getQueue().clear();
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for what was begun");
        }
    }

    /** Stops what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
