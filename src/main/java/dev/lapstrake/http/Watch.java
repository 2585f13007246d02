package dev.lapstrake.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Hangs up on a server that takes no more of what it is sent: whoever writes into a socket can't set a time for that. */
final class Watch implements Closeable {
    /** What fits on the way, so that nobody has to wait for it to be taken. */
    private static final int SMALL = 1 << 13;

    private final Connection connection;
    private final Duration patience;
    private long moved = System.nanoTime();
    private boolean over;
    private boolean hungUp;

    private Watch(Connection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    static Watch over(Connection connection, long size, Duration patience) {
        Watch watch = new Watch(connection, patience);
        if (size > SMALL) {
            Thread thread = new Thread(watch::run, "lapstrake-watch");
            thread.setDaemon(true);
            thread.start();
        }
        return watch;
    }

    private synchronized void run() {
        try {
            long left = left();
            while (!over && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = left();
            }
            if (!over) {
                hungUp = true;
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long left() {
        return patience.toNanos() - (System.nanoTime() - moved);
    }

    synchronized void moved() {
        moved = System.nanoTime();
    }

    synchronized boolean hasHungUp() {
        return hungUp;
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }
}
