package dev.lapstrake.registry;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;

/** The tries of one request: how many there were, and whether there is to be another. */
final class Tries {
    private final Retries retries;
    private final String subject;
    private final long begun;

    /** When something was last on its way; whoever reads the bytes of a request sets it. */
    private volatile long lastMoved;

    private int failed;
    private int failedInAll;

    Tries(Retries retries, String subject) {
        this.retries = retries;
        this.subject = subject;
        this.begun = retries.time().nanos();
        this.lastMoved = begun;
    }

    /** The last try has led to something, though not to the end. */
    void progressed() {
        failed = 0;
    }

    /** Some of it is on its way, so the time up to now was no waste. */
    void moved() {
        lastMoved = retries.time().nanos();
    }

    /**
     * A try has failed. Waits until it is time for the next.
     *
     * @throws PeerException if there is to be none; it says what was tried
     */
    void failed(PeerException fault) throws PeerException, InterruptedIOException {
        failed++;
        failedInAll++;
        retries.spend(lastMoved, retries.time().nanos());
        if (!fault.isPassing() || failed >= retries.persistence().tries()) {
            throw givenUp(fault);
        }
        Duration pause = pause(fault);
        if (!retries.afford(pause)) {
            throw givenUp(fault);
        }
        retries.tell(String.format(
                Locale.ROOT,
                "%s (%s). Trying again in %.1f s, try %d of %d.",
                fault.getMessage(),
                subject,
                pause.toMillis() / 1e3,
                failed + 1,
                retries.persistence().tries()));
        sleep(pause);
        lastMoved = retries.time().nanos();
    }

    private Duration pause(PeerException fault) {
        Duration own = retries.persistence().pause(failed, retries.time().chance());
        Duration told = fault.answer().flatMap(Answer::retryAfter).orElse(Duration.ZERO);
        return told.compareTo(own) > 0 ? told : own;
    }

    private void sleep(Duration pause) throws InterruptedIOException {
        try {
            retries.time().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a registry");
        }
    }

    private PeerException givenUp(PeerException fault) {
        if (failedInAll == 1) {
            return fault;
        }
        double seconds = (retries.time().nanos() - begun) / 1e9;
        return fault.after(String.format(Locale.ROOT, " It was tried %d times, for %.1f s.", failedInAll, seconds));
    }
}
