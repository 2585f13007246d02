package dev.lapstrake.registry.server;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a request.
 *
 * @param body what a GET sends, and of what a HEAD tells the size; null for nothing
 */
record Reply(
        int status, Map<String, String> headers, @Nullable Content body) {
    private static final int BUFFER = 1 << 16;

    static Reply of(int status) {
        return new Reply(status, Map.of(), null);
    }

    static Reply json(JsonObject json) {
        return of(200).with("Content-Type", "application/json").with(Content.of(Json.compact(json)));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    Reply with(Digest digest) {
        return with("Docker-Content-Digest", digest.toString());
    }

    Reply with(Content content) {
        return new Reply(status, headers, content);
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        if (body == null || exchange.getRequestMethod().equals("HEAD")) {
            if (body != null) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(body.size()));
            }
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
            copy(body, exchange.getResponseBody());
        }
    }

    private static void copy(Content content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }
}
