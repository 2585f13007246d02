package dev.lapstrake.parallel;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * Does things that wait for each other: each once, when all that it waits for is done, and as many at once as the
 * machine has cores.
 */
public final class Graph<T, R> {
    private final Function<T, String> name;
    private final Function<T, ? extends Collection<? extends T>> inputs;
    private final Task<T, R> task;
    private final ExecutorService threads;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Map<String, CompletableFuture<R>> running = new HashMap<>();

    /** What is done with each node, once its inputs are done; it may run on any thread. */
    public interface Task<T, R> {
        R run(T node, List<R> inputs) throws IOException, BuildException;
    }

    private Graph(
            Function<T, String> name,
            Function<T, ? extends Collection<? extends T>> inputs,
            Task<T, R> task,
            ExecutorService threads) {
        this.name = name;
        this.inputs = inputs;
        this.task = task;
        this.threads = threads;
    }

    /**
     * Runs nodes and all that they wait for. The first that fails stops the others, and is the one that is told.
     *
     * @param name tells nodes apart
     * @return the results of the nodes asked for, in their order
     */
    public static <T, R> List<R> run(
            Collection<? extends T> nodes,
            Function<T, String> name,
            Function<T, ? extends Collection<? extends T>> inputs,
            Task<T, R> task)
            throws IOException, BuildException {
        int cores = Runtime.getRuntime().availableProcessors();
        return Threads.with(cores, threads -> new Graph<>(name, inputs, task, threads).results(nodes));
    }

    private List<R> results(Collection<? extends T> nodes) throws ExecutionException, InterruptedException {
        List<CompletableFuture<R>> wanted = new ArrayList<>();
        nodes.forEach(node -> wanted.add(start(node)));
        CompletableFuture<?> all = CompletableFuture.allOf(wanted.toArray(CompletableFuture<?>[]::new));
        CompletableFuture.anyOf(failure, all).get(); // the failure first: both may have ended by now
        List<R> results = new ArrayList<>();
        for (CompletableFuture<R> result : wanted) {
            results.add(result.get());
        }
        return results;
    }

    /** Runs on the caller's thread alone, so nothing need be locked. */
    private CompletableFuture<R> start(T node) {
        CompletableFuture<R> known = running.get(name.apply(node));
        if (known != null) {
            return known;
        }
        List<CompletableFuture<R>> waitsFor = new ArrayList<>();
        inputs.apply(node).forEach(input -> waitsFor.add(start(input)));
        CompletableFuture<R> result = CompletableFuture.allOf(waitsFor.toArray(CompletableFuture<?>[]::new))
                .thenApplyAsync(ready -> done(node, waitsFor), threads);
        running.put(name.apply(node), result);
        return result;
    }

    private R done(T node, List<CompletableFuture<R>> inputs) {
        try {
            return task.run(node, inputs.stream().map(CompletableFuture::join).toList());
        } catch (IOException | BuildException | RuntimeException | Error e) {
            failure.completeExceptionally(e);
            throw new CompletionException(e);
        }
    }
}
