package dev.lapstrake.registry;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a registry takes a blob, and how much of it it has (distribution-spec, "Pushing a blob in chunks").
 *
 * @param location it may change with each answer, and may hold what the registry has to know
 * @param offset the bytes that the registry has
 */
record UploadSession(URI location, long offset) {
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

    /** The session at the place that an answer names; empty if it names none, or what can't be one. */
    static Optional<UploadSession> of(Answer answer, long offset) {
        try {
            return answer.header("Location")
                    .map(location -> new UploadSession(answer.uri().resolve(location), offset));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    UploadSession at(long other) {
        return new UploadSession(location, other);
    }

    /** Where the blob is finished. */
    URI end(Object digest) {
        return URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
    }

    /**
     * How much a registry says that it has; empty if it does not tell. Nothing and a single byte are both {@code 0-0} to
     * many, so that this says nothing either.
     */
    static Optional<Long> offset(Answer answer) {
        Matcher range = RANGE.matcher(answer.header("Range").orElse(""));
        long last = range.matches() ? Long.parseLong(range.group(1)) : 0;
        return last == 0 ? Optional.empty() : Optional.of(last + 1);
    }
}
