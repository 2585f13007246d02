package dev.lapstrake.registry.server;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.tree.Content;
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
}
