package dev.lapstrake.parallel;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing after another on all processors, and hands over the results in the order in which the things were given.
 * Only so many are under way that none of the processors waits. For use by one thread.
 */
public final class InOrder<R> implements Closeable {
    private final Result<R> result;
    private final int most = 2 * Runtime.getRuntime().availableProcessors();
    private final Deque<Future<R>> underWay = new ArrayDeque<>();
    private @Nullable Supplier<R> first;
    private @Nullable ExecutorService threads;

    /** Takes the results, on the thread that gives the things. */
    public interface Result<R> {
        void take(R result) throws IOException;
    }

    public InOrder(Result<R> result) {
        this.result = result;
    }

    /** Gives a thing to do, and takes the first result if enough is under way. One that stays alone needs no thread. */
    public void add(Supplier<R> task) throws IOException {
        if (first == null && threads == null) {
            first = task;
            return;
        }
        start(task);
        while (underWay.size() > most) {
            result.take(await(underWay.remove()));
        }
    }

    private void start(Supplier<R> task) {
        ExecutorService running = threads;
        if (running == null) {
            running = Threads.start(Runtime.getRuntime().availableProcessors());
            threads = running;
        }
        if (first != null) {
            underWay.add(running.submit(first::get));
            first = null;
        }
        underWay.add(running.submit(task::get));
    }

    /** Takes all results that there are still to come. */
    public void finish() throws IOException {
        if (first != null) {
            result.take(first.get());
            first = null;
        }
        while (!underWay.isEmpty()) {
            result.take(await(underWay.remove()));
        }
    }

    private static <R> R await(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while several things were under way");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Ends the threads, whatever is under way. */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
