package dev.lapstrake.http;

import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a request begins with (RFC 9112, section 3).
 *
 * @param target the path, or the whole address where a proxy is asked for it
 */
record RequestHead(String method, String target, Map<String, String> fields) {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    RequestHead {
        fields = new TreeMap<>(fields);
    }

    /**
     * @param whole true if the address has to be in it
     */
    static RequestHead of(Call call, boolean whole) {
        URI uri = call.uri();
        String path = path(uri);
        Map<String, String> fields = new TreeMap<>(call.headers());
        fields.put("Host", host(uri));
        fields.put("User-Agent", "lapstrake");
        if (call.body() != null || WITH_BODY.contains(call.method())) {
            fields.put(
                    "Content-Length",
                    Long.toString(call.body() == null ? 0 : call.body().size()));
        }
        return new RequestHead(call.method(), whole ? uri.getScheme() + "://" + host(uri) + path : path, fields);
    }

    /** The request that has a proxy lead to a server. */
    static RequestHead tunnel(String server) {
        return new RequestHead("CONNECT", server, Map.of("Host", server, "User-Agent", "lapstrake"));
    }

    RequestHead with(String name, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(name, value);
        return new RequestHead(method, target, more);
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /**
     * As it is sent.
     *
     * @throws IOException if a field has what would end it
     */
    Content content() throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getValue().chars().anyMatch(character -> character < ' ')) {
                throw new IOException("it wants a " + field.getKey() + " that can't be sent");
            }
            head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
        }
        return Content.of(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
