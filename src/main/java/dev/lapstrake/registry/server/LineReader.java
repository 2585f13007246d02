package dev.lapstrake.registry.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the lines of a head. A byte that no line may hold ends it at once: a client that tries TLS first sends no line
 * end for which to wait, and then waits for an answer itself.
 */
final class LineReader {
    private final InputStream in;
    private int left;

    LineReader(InputStream in, int limit) {
        this.in = in;
        this.left = limit;
    }

    /** The next line; empty where there is none. */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 && line.isEmpty()) {
                return Optional.empty();
            }
            if (!isText(octet) || --left < 0) {
                throw new MalformedRequestException("not a line of text, or too many of them");
            }
            line.append((char) octet);
        }
        boolean hasReturn = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        return Optional.of(hasReturn ? line.substring(0, line.length() - 1) : line.toString());
    }

    private static boolean isText(int octet) {
        return octet == '\t' || octet == '\r' || (octet >= ' ' && octet != 0x7f);
    }

    /** The next line, which has to be there. */
    String require() throws IOException {
        return next().orElseThrow(() -> new MalformedRequestException("ended early"));
    }
}
