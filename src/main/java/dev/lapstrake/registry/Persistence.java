package dev.lapstrake.registry;

import java.time.Duration;

/**
 * How often, and for how long, a registry is tried again whose fault may be over soon. Pauses double from one to the
 * next, and each is cut by chance, so that many builds that failed at once don't all come back at once.
 *
 * @param tries for each request, the first included; a transfer that got further in between starts to count anew
 * @param firstPause after the first try
 * @param longestPause that pauses grow to; a registry that names a time is given that much, in the budget
 * @param budget what faults may cost one push or pull in all, in pauses and in tries that led to nothing
 */
public record Persistence(int tries, Duration firstPause, Duration longestPause, Duration budget) {
    public static final Persistence STANDARD =
            new Persistence(5, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMinutes(10));

    /** Gives up at the first fault. */
    public static final Persistence NONE = new Persistence(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static final int MOST_DOUBLINGS = 20;

    public Persistence {
        if (tries < 1) {
            throw new IllegalArgumentException("fewer than one try: " + tries);
        }
    }

    /**
     * The pause after a try.
     *
     * @param failed how many have failed
     * @param chance from 0 to 1
     */
    Duration pause(int failed, double chance) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        Duration bounded = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        return Duration.ofNanos((long) (bounded.toNanos() * (1 + chance) / 2));
    }
}
