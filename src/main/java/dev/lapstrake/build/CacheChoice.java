package dev.lapstrake.build;

import dev.lapstrake.oci.ImageReference;
import java.time.Duration;
import java.util.Optional;

/**
 * How the cache is kept.
 *
 * @param remote a repository in a registry where machines leave results of stages for each other
 * @param limit in bytes; what was used longest ago goes when the cache is larger
 */
public record CacheChoice(Optional<Remote> remote, long limit) {
    private static final long TEN_GIGABYTES = 10_000_000_000L;

    /** A cache on this machine alone. */
    public static final CacheChoice LOCAL = new CacheChoice(Optional.empty(), TEN_GIGABYTES);

    /**
     * The cache in a registry.
     *
     * @param push true to leave there what this build makes
     * @param patience how long an answer may take; what is sent has a second more for each megabyte
     */
    public record Remote(ImageReference repository, boolean push, Duration patience) {}
}
