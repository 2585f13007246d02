package dev.lapstrake.http;

import java.io.IOException;
import java.util.List;

/**
 * What an answer begins with (RFC 9112, section 4).
 *
 * @param isPersistent true if the server will take another request over the same connection
 */
record Head(int status, boolean isPersistent, Headers headers) {
    private static final String VERSION = "HTTP/1.";
    private static final int MOST_INTERIM = 16;
    private static final int LIMIT = 1 << 10;

    /** Reads the next one that is no interim answer. */
    static Head read(Connection connection) throws IOException {
        for (int interim = 0; interim < MOST_INTERIM; interim++) {
            String first = connection.line(LIMIT);
            Headers headers = Headers.parse(connection.lines());
            int status = status(first);
            if (status / 100 != 1) {
                boolean isPersistent = first.charAt(VERSION.length()) == '1' && !headers.have("Connection", "close");
                return new Head(status, isPersistent, headers);
            }
        }
        throw new IOException("it sends nothing but interim answers");
    }

    /** {@code HTTP/1.1 200 OK}. */
    private static int status(String line) throws IOException {
        List<String> words = List.of(line.split(" ", 3));
        if (line.length() <= VERSION.length()
                || !line.startsWith(VERSION)
                || words.size() < 2
                || !isStatus(words.get(1))) {
            throw new IOException("it does not speak HTTP");
        }
        return Integer.parseInt(words.get(1));
    }

    private static boolean isStatus(String word) {
        return word.length() == 3 && word.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
