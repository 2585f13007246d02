package dev.lapstrake.parallel;

import dev.lapstrake.problem.BuildException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * Work that is begun before anyone needs what comes of it, on a thread of its own. What goes wrong with it is not told:
 * whoever needs it finds it undone, does it himself, and then says what is wrong.
 */
public final class Ahead implements Closeable {
    private static final long LAST_WORDS_MILLIS = 1000;

    /** Nothing at all. */
    public static final Ahead NOTHING = new Ahead(Optional.empty());

    private final Optional<Thread> thread;

    private Ahead(Optional<Thread> thread) {
        this.thread = thread;
    }

    /** What is done. */
    public interface Work {
        void run() throws IOException, BuildException;
    }

    /** Work that {@link #begin} begins with. */
    public static Ahead of(Work work) {
        Thread thread = new Thread(() -> quietly(work), "lapstrake-ahead");
        thread.setDaemon(true);
        return new Ahead(Optional.of(thread));
    }

    /** Begins, which can be done once. */
    public Ahead begin() {
        thread.ifPresent(Thread::start);
        return this;
    }

    static void quietly(Work work) {
        try {
            work.run();
        } catch (IOException | BuildException | RuntimeException e) {
            // said by the one who needs it
        }
    }

    /** Stops it, for when nobody needs it any more. What does not listen goes on for no longer than the JVM. */
    @Override
    public void close() throws InterruptedIOException {
        if (thread.isPresent()) {
            thread.get().interrupt();
            join(LAST_WORDS_MILLIS);
        }
    }

    /** Waits until it has ended, however it did; not at all if it was never begun. */
    public void await() throws InterruptedIOException {
        join(0);
    }

    private void join(long millis) throws InterruptedIOException {
        try {
            if (thread.isPresent()) {
                thread.get().join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while something was done ahead");
        }
    }
}
