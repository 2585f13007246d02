package dev.lapstrake.registry.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request over HTTP/1.1 or 1.0 (RFC 9112).
 *
 * @param headers by name, in any case; of equal ones the last
 */
record HttpRequest(String method, URI uri, boolean isOld, Map<String, String> headers, InputStream body) {
    private static final int HEAD_LIMIT = 1 << 16;
    private static final Pattern START = Pattern.compile("([A-Z]+) (/[!-~]*) HTTP/1\\.([01])");
    private static final Pattern HEADER = Pattern.compile("([!-9;-~]+):[ \t]*(.*?)[ \t]*");

    /**
     * Reads the head of the next request.
     *
     * @return empty where the connection ends instead
     * @throws MalformedRequestException if it is no HTTP
     */
    static Optional<HttpRequest> read(InputStream in) throws IOException {
        LineReader lines = new LineReader(in, HEAD_LIMIT);
        Optional<String> first = lines.next();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Matcher start = START.matcher(first.get());
        if (!start.matches()) {
            throw new MalformedRequestException("no request line");
        }
        Map<String, String> headers = headers(lines);
        boolean isOld = start.group(3).equals("0");
        return Optional.of(new HttpRequest(start.group(1), uri(start.group(2)), isOld, headers, body(in, headers)));
    }

    private static Map<String, String> headers(LineReader lines) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = lines.require(); !line.isEmpty(); line = lines.require()) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new MalformedRequestException("no header");
            }
            headers.put(header.group(1), header.group(2));
        }
        return headers;
    }

    private static URI uri(String target) throws MalformedRequestException {
        try {
            return URI.create(target);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("no request target");
        }
    }

    private static InputStream body(InputStream in, Map<String, String> headers) throws MalformedRequestException {
        String length = headers.get("Content-Length");
        String encoding = headers.get("Transfer-Encoding");
        if (encoding != null) {
            if (!encoding.equalsIgnoreCase("chunked") || length != null) {
                throw new MalformedRequestException("a transfer encoding that is not supported");
            }
            return BodyStream.chunked(in);
        }
        if (length == null) {
            return InputStream.nullInputStream();
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw new MalformedRequestException("no content length");
        }
        return BodyStream.of(in, Long.parseLong(length));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean wantsContinue() {
        return header("Expect").filter("100-continue"::equalsIgnoreCase).isPresent();
    }

    /** True if another request may follow on the same connection. */
    boolean keepsConnection() {
        String connection = header("Connection").orElse("");
        return isOld ? connection.equalsIgnoreCase("keep-alive") : !connection.equalsIgnoreCase("close");
    }
}
