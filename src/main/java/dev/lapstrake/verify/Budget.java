package dev.lapstrake.verify;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How large an image may be, all its layers compressed.
 *
 * @param most in bytes
 * @param growth since the last release
 */
public record Budget(Optional<Long> most, Optional<Growth> growth) {
    public static final Budget NONE = new Budget(Optional.empty(), Optional.empty());
    static final String SIZE = "size";
    static final String GROWTH = "growth";

    /**
     * How much larger than the last release an image may be.
     *
     * @param last the size of that, in bytes
     * @param more bytes
     */
    public record Growth(long last, long more) {}

    Stream<Violation> check(long size) {
        Stream<Violation> tooLarge = most.stream()
                .filter(limit -> size > limit)
                .map(limit -> new Violation(
                        SIZE,
                        "",
                        "",
                        "The image has " + megabytes(size) + ", more than the " + megabytes(limit) + " of <maxSize>"));
        Stream<Violation> grown = growth.stream()
                .filter(limit -> size - limit.last() > limit.more())
                .map(limit -> new Violation(
                        GROWTH,
                        "",
                        "",
                        "The image has " + megabytes(size - limit.last())
                                + " more than the last release, whose " + megabytes(limit.last()) + " may grow by "
                                + megabytes(limit.more()) + " (<maxGrowth>)"));
        return Stream.concat(tooLarge, grown);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
