package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an image says of the containers that are made of it (OCI image-spec, config.md).
 *
 * @param user as it stands, a group perhaps behind a colon; empty for root
 * @param command what is started: the entry point, and the arguments behind it
 */
record Container(
        String user, SortedMap<String, String> environment, List<String> command, SortedMap<String, String> labels) {
    Container {
        environment = Collections.unmodifiableSortedMap(environment);
        command = List.copyOf(command);
        labels = Collections.unmodifiableSortedMap(labels);
    }

    /**
     * @param image the image's configuration
     */
    static Container of(JsonObject image) {
        JsonObject config = Json.object(image, "config");
        SortedMap<String, String> environment = new TreeMap<>();
        Json.texts(config, "Env").forEach(variable -> {
            int equals = variable.indexOf('=');
            environment.put(
                    equals < 0 ? variable : variable.substring(0, equals),
                    equals < 0 ? "" : variable.substring(equals + 1));
        });
        return new Container(
                Json.text(config, "User", ""),
                environment,
                Stream.concat(Json.texts(config, "Entrypoint"), Json.texts(config, "Cmd"))
                        .toList(),
                new TreeMap<>(Json.textMap(config, "Labels")));
    }
}
