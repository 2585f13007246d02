package dev.lapstrake.registry;

import dev.lapstrake.log.BuildLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What one push or pull has left of its user's patience with a registry. Safe for use by several threads. */
final class Retries {
    private final String registry;
    private final Persistence persistence;
    private final Time time;
    private final BuildLog log;
    private final AtomicLong spentNanos = new AtomicLong();

    Retries(String registry, Persistence persistence, Time time, BuildLog log) {
        this.registry = registry;
        this.persistence = persistence;
        this.time = time;
        this.log = log;
    }

    /**
     * The tries of one request.
     *
     * @param subject what it is about, for the log
     */
    Tries begin(String subject) {
        return new Tries(this, subject);
    }

    Persistence persistence() {
        return persistence;
    }

    Time time() {
        return time;
    }

    /** Takes something from the budget, if it has that much. */
    boolean afford(Duration pause) {
        long left = persistence.budget().toNanos() - spentNanos.get();
        if (pause.toNanos() > left) {
            return false;
        }
        spend(pause.toNanos());
        return true;
    }

    void spend(long nanos) {
        spentNanos.addAndGet(nanos);
    }

    void tell(String what) {
        log.warn("The registry " + registry + " " + what);
    }
}
