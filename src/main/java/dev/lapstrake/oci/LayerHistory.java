package dev.lapstrake.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * The part of a configuration that says where layers come from (OCI image-spec, config.md, "history"). No version is in it,
 * so that an image stays the same when a newer Lapstrake makes it of the same files.
 */
public final class LayerHistory {
    private LayerHistory() {}

    /**
     * @param steps what made each layer, the lowest first
     */
    public static JsonArray of(List<String> steps, Instant created) {
        JsonArray history = new JsonArray();
        for (String step : steps) {
            JsonObject entry = new JsonObject();
            entry.addProperty("created", created.toString());
            entry.addProperty("created_by", "lapstrake " + step);
            history.add(entry);
        }
        return history;
    }
}
