package dev.lapstrake.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The configuration of an image (OCI image-spec, config.md) that something is laid on.
 *
 * @param base the configuration, which may be Docker's too
 * @param layers how many layers the base has
 */
record GraftedConfig(JsonObject base, int layers) {
    /** The same configuration with that of further layers on it. */
    JsonObject with(JsonObject upper) {
        JsonObject config = base.deepCopy();
        if (upper.has("created")) {
            config.add("created", upper.get("created"));
        }
        if (base.has("config") || upper.has("config")) {
            config.add("config", container(Json.object(base, "config"), Json.object(upper, "config")));
        }
        config.add("rootfs", rootfs(Json.object(base, "rootfs"), Json.object(upper, "rootfs")));
        config.add("history", history(upper));
        return config;
    }

    /** A new entry point has no use for the arguments of the old one. */
    private static JsonObject container(JsonObject below, JsonObject above) {
        JsonObject container = below.deepCopy();
        if (above.has("Entrypoint")) {
            container.remove("Cmd");
        }
        for (Map.Entry<String, JsonElement> property : above.entrySet()) {
            String name = property.getKey();
            container.add(
                    name, name.equals("Env") ? environment(below, above) : value(below, name, property.getValue()));
        }
        return container;
    }

    /** Sets, such as those of labels and of ports, become one. */
    private static JsonElement value(JsonObject below, String name, JsonElement above) {
        if (!(below.get(name) instanceof JsonObject) || !(above instanceof JsonObject more)) {
            return above;
        }
        JsonObject both = Json.object(below, name).deepCopy();
        more.entrySet().forEach(property -> both.add(property.getKey(), property.getValue()));
        return both;
    }

    private static JsonArray environment(JsonObject below, JsonObject above) {
        Map<String, String> variables = new LinkedHashMap<>();
        Stream.concat(Json.texts(below, "Env"), Json.texts(above, "Env"))
                .forEach(variable -> variables.put(variable.split("=", 2)[0], variable));
        return Json.texts(variables.values());
    }

    private static JsonObject rootfs(JsonObject below, JsonObject above) {
        JsonObject files = below.deepCopy();
        files.addProperty("type", "layers");
        files.add(
                "diff_ids",
                Json.texts(Stream.concat(Json.texts(below, "diff_ids"), Json.texts(above, "diff_ids"))
                        .toList()));
        return files;
    }

    /** Who reads a history counts on an entry for each layer, so those that it does not tell of get one. */
    private JsonArray history(JsonObject upper) {
        JsonArray history = Json.array(Json.objects(base, "history").toList());
        long told = Json.objects(base, "history")
                .filter(entry -> !Json.text(entry, "empty_layer", "").equals("true"))
                .count();
        for (long layer = told; layer < layers; layer++) {
            JsonObject entry = new JsonObject();
            entry.addProperty("comment", "a layer of the base, which has no history");
            history.add(entry);
        }
        Json.objects(upper, "history").forEach(history::add);
        return history;
    }
}
