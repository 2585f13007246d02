package dev.lapstrake.parallel;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Does the same for several inputs at once. The first that fails stops the others, and is the one that is told. */
public final class SideBySide {
    private static final int THREADS = 4;

    private SideBySide() {}

    /** What is done with each input; it may run on any thread. */
    public interface Task<T, R> {
        R run(T input) throws IOException, BuildException;
    }

    /** The results, in the order of the inputs. */
    public static <T, R> List<R> map(Collection<T> inputs, Task<? super T, R> task) throws IOException, BuildException {
        return map(THREADS, inputs, task);
    }

    /**
     * The results, in the order of the inputs.
     *
     * @param most how many are under way at once
     */
    public static <T, R> List<R> map(int most, Collection<T> inputs, Task<? super T, R> task)
            throws IOException, BuildException {
        if (inputs.size() > 1) {
            return Threads.with(most, threads -> results(inputs, task, threads));
        }
        List<R> results = new ArrayList<>();
        for (T only : inputs) {
            results.add(task.run(only));
        }
        return results;
    }

    private static <T, R> List<R> results(Collection<T> inputs, Task<? super T, R> task, ExecutorService threads)
            throws ExecutionException, InterruptedException {
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
    }
}
