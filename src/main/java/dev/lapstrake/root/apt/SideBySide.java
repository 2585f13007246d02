package dev.lapstrake.root.apt;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does the same for several packages at once, but only a few: a mirror is shared with others, a machine too. */
public final class SideBySide {
    private static final int THREADS = 4;
    private static final long PATIENCE_SECONDS = 5;

    private SideBySide() {}

    /** What is done with each. */
    public interface Task<T, R> {
        R run(T input) throws IOException, BuildException;
    }

    /** The results in the order of the inputs; the first failure ends it all. */
    public static <T, R> List<R> map(Collection<T> inputs, Task<T, R> task) throws IOException, BuildException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, SideBySide::daemon);
        try {
            List<Future<R>> running = new ArrayList<>();
            for (T input : inputs) {
                running.add(threads.submit(() -> task.run(input)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> each : running) {
                results.add(result(each));
            }
            return results;
        } finally {
            stop(threads);
        }
    }

    /** Waits a little for what was running, so that it is done with its files; a slow peer may take longer. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "lapstrake-packages");
        thread.setDaemon(true);
        return thread;
    }

    private static <R> R result(Future<R> running) throws IOException, BuildException {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while working on Debian packages");
        } catch (ExecutionException e) {
            throw rethrow(e);
        }
    }

    private static IllegalStateException rethrow(ExecutionException e) throws IOException, BuildException {
        if (e.getCause() instanceof BuildException problem) {
            throw problem;
        }
        if (e.getCause() instanceof IOException failure) {
            throw failure;
        }
        if (e.getCause() instanceof RuntimeException bug) {
            throw bug;
        }
        return new IllegalStateException(e);
    }
}
