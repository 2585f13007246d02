package dev.lapstrake.parallel;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Waits for something on a network only so long: a while, and then a second more for each megabyte that has moved. So a
 * peer that keeps sending a little gains nothing by it.
 *
 * @param first how long something may take that moves nothing
 */
public record Patience(Duration first) {
    private static final long NANOS_PER_BYTE = 1000;

    /** Something that may take too long. It is told where to say how many bytes have moved. */
    public interface Task<T> {
        T run(LongConsumer moved) throws IOException, BuildException;
    }

    /**
     * Does something on another thread.
     *
     * @throws TimeoutException if it took too long; it is interrupted, and nobody waits for its end
     */
    public <T> T call(Task<T> task) throws IOException, BuildException, TimeoutException {
        AtomicLong moved = new AtomicLong();
        ExecutorService thread = Threads.start(1);
        try {
            return await(thread.submit(() -> task.run(moved::addAndGet)), moved);
        } catch (ExecutionException e) {
            throw Threads.unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while something on the network was waited for");
        } finally {
            thread.shutdownNow();
        }
    }

    private <T> T await(Future<T> result, AtomicLong moved)
            throws ExecutionException, InterruptedException, TimeoutException {
        long start = System.nanoTime();
        while (true) {
            long allowed = allowed(moved.get());
            try {
                return result.get(Math.max(0, allowed - (System.nanoTime() - start)), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (allowed(moved.get()) == allowed) {
                    throw e;
                }
            }
        }
    }

    /** How many nanoseconds it may take until so many bytes have moved. */
    public long allowed(long bytes) {
        return first.toNanos() + bytes * NANOS_PER_BYTE;
    }
}
