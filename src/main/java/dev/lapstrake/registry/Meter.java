package dev.lapstrake.registry;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Transfer;
import dev.lapstrake.oci.Descriptor;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what one push or pull moves, and tells of it now and then. Safe for use by several threads. */
final class Meter {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String name;
    private final long total;
    private final BuildLog log;
    private final Time time;
    private final long begun;
    private final AtomicLong moved = new AtomicLong();
    private final AtomicInteger left;
    private final AtomicLong told;

    /**
     * @param name as a {@link Transfer} has it
     * @param blobs what has to go
     */
    Meter(String name, Collection<Descriptor> blobs, BuildLog log, Time time) {
        this.name = name;
        this.total = blobs.stream().mapToLong(Descriptor::size).sum();
        this.log = log;
        this.time = time;
        this.begun = time.nanos();
        this.left = new AtomicInteger(blobs.size());
        this.told = new AtomicLong(begun);
    }

    /** Bytes have gone; a number below zero takes some back that went in vain. */
    void move(long bytes) {
        moved.addAndGet(bytes);
        long last = told.get();
        long now = time.nanos();
        if (now - last >= PAUSE_NANOS && told.compareAndSet(last, now)) {
            tell(now);
        }
    }

    /** One of the parts is there, whichever way. */
    void arrived() {
        if (left.decrementAndGet() == 0) {
            tell(time.nanos());
        }
    }

    private void tell(long now) {
        log.progress(new Transfer(name, moved.get(), total, left.get(), Duration.ofNanos(now - begun)));
    }
}
