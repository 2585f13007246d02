package dev.lapstrake.root.apt;

import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * By what a server knows again what it gave earlier (RFC 9110, section 8.8).
 *
 * @param etag empty if it has none
 * @param lastModified empty if it did not say
 */
record Validator(String etag, String lastModified) {
    static final Validator NONE = new Validator("", "");

    static Validator of(HttpURLConnection answer) {
        return new Validator(header(answer, "ETag"), header(answer, "Last-Modified"));
    }

    private static String header(HttpURLConnection answer, String name) {
        return Optional.ofNullable(answer.getHeaderField(name)).orElse("").strip();
    }

    /** Asks for a file only if it is another now. */
    void ask(HttpURLConnection request) {
        if (!etag.isEmpty()) {
            request.setRequestProperty("If-None-Match", etag);
        }
        if (!lastModified.isEmpty()) {
            request.setRequestProperty("If-Modified-Since", lastModified);
        }
    }
}
