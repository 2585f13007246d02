package dev.lapstrake.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as it comes in. The JDK's own stream waits for ever for a server that has stopped sending;
 * this one waits for its quiet time. It holds no more than the network gives at once.
 */
final class PatientStream extends InputStream implements BodySubscriber<InputStream> {
    /** What has arrived: bytes, or the end, or what went wrong. */
    private record Arrival(
            List<ByteBuffer> buffers,
            boolean isLast,
            @Nullable Throwable failure) {}

    private final Duration quietTime;
    private final Runnable onStall;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription source;
    private volatile boolean ended;

    /**
     * @param onStall run when the quiet time has gone by
     */
    PatientStream(Duration quietTime, Runnable onStall) {
        this.quietTime = quietTime;
        this.onStall = onStall;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        if (ended) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrivals.add(new Arrival(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(new Arrival(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival(List.of(), true, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!hasBytes()) {
            if (ended) {
                return -1;
            }
            take(next());
        }
        ByteBuffer buffer = buffers.element();
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    private boolean hasBytes() {
        while (!buffers.isEmpty() && !buffers.element().hasRemaining()) {
            buffers.remove();
        }
        return !buffers.isEmpty();
    }

    private Arrival next() throws IOException {
        try {
            Arrival arrival = arrivals.poll(quietTime.toNanos(), TimeUnit.NANOSECONDS);
            if (arrival != null) {
                return arrival;
            }
            close();
            onStall.run();
            throw PeerException.passing("sent nothing for " + quietTime.toSeconds() + " s");
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a registry");
        }
    }

    private void take(Arrival arrival) throws PeerException {
        ended = arrival.isLast();
        if (arrival.failure() != null) {
            throw PeerException.of(arrival.failure(), true);
        }
        buffers.addAll(arrival.buffers());
        if (!ended && source != null) {
            source.request(1);
        }
    }

    /** Gives up the connection, unless the body has been read to its end. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            if (source != null) {
                source.cancel();
            }
        }
        buffers.clear();
    }
}
