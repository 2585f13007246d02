package dev.lapstrake.log;

import java.time.Duration;

/**
 * How far something is that goes over the network and takes its time.
 *
 * @param name which way it goes, and where: {@code push registry.example.com/team/app}
 * @param moved the bytes that have gone
 * @param total the bytes that have to go
 * @param left the parts that are not there yet; 0 at the end
 * @param time since it began
 */
public record Transfer(String name, long moved, long total, int left, Duration time) {
    /** Bytes in a second, from the beginning on. */
    public long rate() {
        return time.isZero() ? 0 : (long) (moved / (time.toNanos() / 1e9));
    }
}
