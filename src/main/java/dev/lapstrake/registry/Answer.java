package dev.lapstrake.registry;

import dev.lapstrake.http.Headers;
import dev.lapstrake.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What came back for a {@link Call}.
 *
 * @param uri who answered: another than the one that was called, where that one pointed to it
 */
record Answer(URI uri, int status, Headers headers, InputStream body) implements Closeable {
    /** Nobody waits that long; what is beyond it may be beyond what can be counted. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final int DRAINED = 1 << 16;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_IMPLEMENTED = 501;

    Optional<String> header(String name) {
        return headers.first(name);
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * Refuses an answer that says that another time it may be another: a server that is busy, or fails.
     *
     * @throws PeerException that holds it
     */
    Answer orFault() throws IOException {
        boolean isFailure = status / 100 == 5 && status != NOT_IMPLEMENTED;
        if (!isFailure && status != TOO_MANY_REQUESTS && status != REQUEST_TIMEOUT) {
            return this;
        }
        Answer held = held();
        throw PeerException.passing("answered " + ErrorAnswer.status(held), held);
    }

    /** How long the server wants to be left alone (RFC 9110, section 10.2.3). */
    Optional<Duration> retryAfter() {
        String text = header("Retry-After").orElse("").strip();
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : until(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration until(String date) {
        Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        Duration wait = Duration.between(Instant.now(), then);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** The digest that the registry names, if it names one that can be read. */
    Optional<Digest> digest() {
        try {
            return header("Docker-Content-Digest").map(Digest::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The body.
     *
     * @throws PeerException if it breaks off, or goes on beyond the limit
     */
    byte[] bytes(int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new PeerException("sent more than " + limit + " bytes where less was due");
        }
        return bytes;
    }

    /** The same answer, taken off the connection; a body that is too long to be an error's is cut. */
    Answer held() throws IOException {
        byte[] bytes = body.readNBytes(DRAINED);
        body.close();
        return new Answer(uri, status, headers, new ByteArrayInputStream(bytes));
    }

    /** The beginning of the body, which stays there if the answer is held. */
    byte[] beginning() throws IOException {
        if (!body.markSupported()) {
            return body.readNBytes(DRAINED);
        }
        body.mark(DRAINED);
        byte[] bytes = body.readNBytes(DRAINED);
        body.reset();
        return bytes;
    }

    /** Reads the little that may be left, so that the connection can be used again. */
    @Override
    public void close() throws IOException {
        try (body) {
            body.readNBytes(DRAINED);
        } catch (PeerException e) {
            // nobody wanted the rest
        }
    }
}
