package dev.lapstrake.parallel;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of one piece of work: they end with it. */
final class Threads {
    private static final long LAST_WORDS_SECONDS = 10;

    private Threads() {}

    /** Work that is done on several threads. */
    interface Work<R> {
        R run(ExecutorService threads) throws ExecutionException, InterruptedException;
    }

    /** Does work on some threads, which have ended when it has, however it does. */
    static <R> R with(int count, Work<R> work) throws IOException, BuildException {
        ExecutorService threads = start(count);
        try {
            return work.run(threads);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while several things were under way");
        } finally {
            stop(threads);
        }
    }

    static ExecutorService start(int count) {
        return Executors.newFixedThreadPool(count, Threads::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lapstrake-side-by-side");
        thread.setDaemon(true);
        return thread;
    }

    /** What a task failed with. */
    static IOException unwrapped(ExecutionException e) throws IOException, BuildException {
        Throwable cause = e.getCause();
        if (cause instanceof BuildException problem) {
            throw problem;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        if (cause instanceof Error trouble) {
            throw trouble;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    /** Whoever asked may delete what was worked on, so nothing may live on; not even when the one who waits is stopped. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_WORDS_SECONDS);
        while (!threads.isTerminated() && System.nanoTime() < end) {
            try {
                threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
