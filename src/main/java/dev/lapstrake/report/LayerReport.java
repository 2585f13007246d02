package dev.lapstrake.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import java.util.Collection;

/**
 * A layer.
 *
 * @param name what made it: {@code root}, {@code runtime}, {@code base}, or a layer of the application
 * @param size in bytes, compressed
 */
public record LayerReport(String name, Digest digest, long size) {
    static JsonArray json(Collection<LayerReport> layers) {
        return Json.array(layers.stream().map(LayerReport::json).toList());
    }

    private JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("digest", digest.toString());
        json.addProperty("size", size);
        return json;
    }

    static long size(Collection<LayerReport> layers) {
        return layers.stream().mapToLong(LayerReport::size).sum();
    }
}
