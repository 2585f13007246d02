package dev.lapstrake.parallel;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does the same for several inputs at once. The first that fails stops the others, and is the one that is told. */
public final class SideBySide {
    private static final int THREADS = 4;
    private static final long LAST_WORDS_SECONDS = 10;

    private SideBySide() {}

    /** What is done with each input; it may run on any thread. */
    public interface Task<T, R> {
        R run(T input) throws IOException, BuildException;
    }

    /** The results, in the order of the inputs. */
    public static <T, R> List<R> map(Collection<T> inputs, Task<? super T, R> task) throws IOException, BuildException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, SideBySide::daemon);
        try {
            CompletionService<R> running = new ExecutorCompletionService<>(threads);
            List<Future<R>> futures = new ArrayList<>();
            for (T input : inputs) {
                futures.add(running.submit(() -> task.run(input)));
            }
            for (int i = 0; i < futures.size(); i++) {
                running.take().get(); // whichever is next, so that a failure is seen at once
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while several things were under way");
        } finally {
            stop(threads);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lapstrake-side-by-side");
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
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    /** Whoever asked may delete what was worked on, so nothing may live on. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
