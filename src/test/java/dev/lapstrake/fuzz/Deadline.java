package dev.lapstrake.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Ends the JVM when one input keeps its reader busy for too long, since nothing else ends an endless loop. What counts is
 * the time that the thread had, not the clock's: on a busy machine these differ.
 */
final class Deadline implements AutoCloseable {
    private static final long MOST_NANOSECONDS = 5_000_000_000L;
    private static final int HALTED = 70;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Thread worker = Thread.currentThread();
    private volatile String input = "";
    private volatile long start;
    private volatile boolean closed;

    private Deadline() {}

    static Deadline start() {
        Deadline deadline = new Deadline();
        deadline.start = THREADS.getCurrentThreadCpuTime();
        Thread watch = new Thread(deadline::watch, "deadline");
        watch.setDaemon(true);
        watch.start();
        return deadline;
    }

    void begin(String next) {
        start = THREADS.getCurrentThreadCpuTime();
        input = next;
    }

    private void watch() {
        while (!closed) {
            long begun = start;
            if (THREADS.getThreadCpuTime(worker.getId()) - begun > MOST_NANOSECONDS && begun == start) {
                System.err.println("No end to " + input + ": " + Arrays.toString(worker.getStackTrace()));
                Runtime.getRuntime().halt(HALTED);
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
