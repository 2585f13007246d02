package dev.lapstrake.registry;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs transfers a few at a time. The first that fails stops the others, and is the one that is told. */
final class SideBySide {
    private static final int THREADS = 4;
    private static final int LAST_WORDS_SECONDS = 10;

    interface Task<T> {
        T run() throws IOException, BuildException;
    }

    private SideBySide() {}

    /** Runs all tasks; the results come in the order in which they were had. */
    static <T> List<T> run(List<Task<T>> tasks) throws IOException, BuildException {
        if (tasks.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, tasks.size()), SideBySide::daemon);
        try {
            CompletionService<T> running = new ExecutorCompletionService<>(threads);
            tasks.forEach(task -> running.submit(task::run));
            List<T> results = new ArrayList<>();
            while (results.size() < tasks.size()) {
                results.add(running.take().get());
            }
            return results;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during a transfer");
        } finally {
            stop(threads);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lapstrake-transfer");
        thread.setDaemon(true);
        return thread;
    }

    private static IOException unwrapped(ExecutionException e) throws IOException, BuildException {
        Throwable cause = e.getCause();
        if (cause instanceof BuildException problem) {
            throw problem;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        return cause instanceof IOException disk ? disk : new IOException(cause);
    }

    /** Whoever asked for the transfers may delete what they work on, so none of them may live on. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
