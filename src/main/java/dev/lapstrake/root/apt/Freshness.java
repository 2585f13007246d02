package dev.lapstrake.root.apt;

import dev.lapstrake.net.Outside;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How fresh an index has to be.
 *
 * @param outside what may be asked: if nothing, only the cache is used, however old it is
 * @param most how old an index may be before the archive is asked whether there is another
 * @param clock tells what has expired; nothing in an image depends on it
 */
public record Freshness(Outside outside, Duration most, Clock clock) {
    public static final Duration AN_HOUR = Duration.ofHours(1);

    /** What is asked for if nothing is said. */
    public static Freshness standard() {
        return new Freshness(Outside.OPEN, AN_HOUR, Clock.systemUTC());
    }

    /** True if what was fetched at a time needs not be asked for again. */
    boolean allows(Instant fetched) {
        Instant now = clock.instant();
        return !fetched.isAfter(now) && fetched.plus(most).isAfter(now);
    }
}
