package dev.lapstrake.registry;

import dev.lapstrake.log.BuildLog;
import java.time.Duration;

/** What one push or pull has left of its user's patience with a registry. Safe for use by several threads. */
final class Retries {
    private final String registry;
    private final Persistence persistence;
    private final Time time;
    private final BuildLog log;
    private long spentNanos;

    /** Up to which moment time has been counted: what several requests wait for at once is waited for once. */
    private long counted;

    Retries(String registry, Persistence persistence, Time time, BuildLog log) {
        this.registry = registry;
        this.persistence = persistence;
        this.time = time;
        this.log = log;
        this.counted = time.nanos();
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

    /** Takes a pause that begins now from the budget, if it has that much. */
    synchronized boolean afford(Duration pause) {
        long now = time.nanos();
        long until = now + pause.toNanos();
        if (uncounted(now, until) > persistence.budget().toNanos() - spentNanos) {
            return false;
        }
        spend(now, until);
        return true;
    }

    /**
     * Takes the time of a try that led to nothing from the budget.
     *
     * @param from in nanoseconds of {@link Time#nanos}
     */
    synchronized void spend(long from, long to) {
        long cost = uncounted(from, to);
        if (cost > 0) {
            spentNanos += cost;
            counted = to;
        }
    }

    private long uncounted(long from, long to) {
        return to - (from - counted > 0 ? from : counted);
    }

    void tell(String what) {
        log.warn("The registry " + registry + " " + what);
    }
}
