package dev.lapstrake.registry.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of some bytes (RFC 9110, section 14).
 *
 * @param last the last byte that belongs to it
 */
record ByteRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");
    private static final Pattern CHUNK = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /**
     * Reads the header {@code Range}. Forms that are not understood, lists among them, ask for the whole, as the RFC
     * allows.
     */
    static Optional<ByteRange> parse(String header, long size) throws Refusal {
        Matcher parts = FORM.matcher(header);
        if (!parts.matches() || header.equals("bytes=-")) {
            return Optional.empty();
        }
        boolean tail = parts.group(1).isEmpty();
        long number = Long.parseLong(tail ? parts.group(2) : parts.group(1));
        long first = tail ? Math.max(0, size - number) : number;
        long last = tail || parts.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(parts.group(2)));
        if (first > last) {
            throw ErrorCode.RANGE_INVALID.because("no such range of " + size + " bytes: " + header);
        }
        return Optional.of(new ByteRange(first, last));
    }

    /** Reads the header {@code Content-Range} of a chunk, in the form that the distribution-spec gives it. */
    static Optional<ByteRange> ofChunk(String header) {
        Matcher parts = CHUNK.matcher(header);
        return parts.matches()
                ? Optional.of(new ByteRange(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    long size() {
        return last - first + 1;
    }
}
