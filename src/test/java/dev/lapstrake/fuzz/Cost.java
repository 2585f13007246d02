package dev.lapstrake.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this thread takes.
 *
 * @param nanoseconds of a processor, so that it does not matter how busy the machine is
 * @param bytes allocated, whether or not they are free again
 */
record Cost(long nanoseconds, long bytes) {
    static final Cost NONE = new Cost(0, 0);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost now() {
        return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
    }

    static Cost since(Cost before) {
        Cost now = now();
        return new Cost(now.nanoseconds - before.nanoseconds, now.bytes - before.bytes);
    }

    /** The greater of each. */
    Cost or(Cost other) {
        return new Cost(Math.max(nanoseconds, other.nanoseconds), Math.max(bytes, other.bytes));
    }

    @Override
    public String toString() {
        return "%d ms, %d kB".formatted(nanoseconds / 1_000_000, bytes >> 10);
    }
}
