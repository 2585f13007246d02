package dev.lapstrake.log;

import java.time.Duration;

/** Measures how long a step takes. */
public record Stopwatch(long startNanos) {
    public static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    /** The time since the start. */
    public Duration time() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
