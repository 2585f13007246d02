package dev.lapstrake.registry;

import dev.lapstrake.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What came back for a {@link Call}.
 *
 * @param uri who answered: another than the one that was called, where that one pointed to it
 */
record Answer(URI uri, int status, HttpHeaders headers, InputStream body) implements Closeable {
    private static final int DRAINED = 1 << 16;

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    boolean isSuccess() {
        return status / 100 == 2;
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
