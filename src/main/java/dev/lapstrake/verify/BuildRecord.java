package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the build wrote down of an image, in {@code image.json}.
 *
 * @param layers what made each layer
 * @param requested the Debian packages that the user named
 */
public record BuildRecord(Map<Digest, String> layers, Set<String> requested) {
    public BuildRecord {
        layers = Collections.unmodifiableMap(new TreeMap<>(layers));
        requested = Collections.unmodifiableSet(new TreeSet<>(requested));
    }

    /**
     * @throws IOException if it is not as a build writes it
     */
    public static BuildRecord parse(byte[] imageJson) throws IOException {
        JsonObject json = Json.object(imageJson);
        Map<Digest, String> layers = new TreeMap<>();
        try {
            Json.objects(json, "layers")
                    .forEach(layer ->
                            layers.put(Digest.parse(Json.text(layer, "digest", "")), Json.text(layer, "name", "")));
        } catch (IllegalArgumentException e) {
            throw new IOException("image.json: " + e.getMessage(), e);
        }
        return new BuildRecord(layers, Json.texts(json, "requested").collect(Collectors.toSet()));
    }

    /** All of it as text, for keys. */
    String text() {
        return layers + " " + requested;
    }
}
