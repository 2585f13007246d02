package dev.lapstrake.http;

import dev.lapstrake.tree.Content;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request over HTTP. It can be sent any number of times.
 *
 * @param body null for none
 */
public record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable Content body) {
    /** The media type of forms. */
    public static final String FORM = "application/x-www-form-urlencoded";

    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call of(String method, URI uri) {
        return new Call(method, uri, Map.of(), null);
    }

    public Call with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Call(method, uri, more, body);
    }

    public Call without(String header) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(header);
        return new Call(method, uri, fewer, body);
    }

    public Call with(Content content, String mediaType) {
        return new Call(method, uri, headers, content).with("Content-Type", mediaType);
    }

    public Call to(URI other) {
        return new Call(method, other, headers, body);
    }

    /** True if what is sent may be meant for one server alone: a form has passwords and tokens, as no part of an image has. */
    public boolean isSecret() {
        return FORM.equals(headers.get("Content-Type"));
    }

    /** True if the call only asks, so that anyone may be asked instead. */
    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
