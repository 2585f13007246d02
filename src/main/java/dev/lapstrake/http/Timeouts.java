package dev.lapstrake.http;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param connect until a connection has come about
 * @param answer from the end of a request to the first byte of the answer
 * @param progress during which nothing moves, in the middle of a request or of an answer
 */
public record Timeouts(Duration connect, Duration answer, Duration progress) {
    /** The answer takes long where a registry checks a large blob, or moves it to another store, before it answers. */
    public static final Timeouts STANDARD =
            new Timeouts(Duration.ofSeconds(20), Duration.ofMinutes(2), Duration.ofMinutes(1));
}
