package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;

/**
 * A rule that an image breaks.
 *
 * @param rule the rule's id
 * @param where a path from the image's top, with a slash before it, or the name of a setting or a module
 * @param layer the name of the layer that brings it; empty for what is in none
 * @param what is wrong with it, never with the value of a secret
 */
public record Violation(String rule, String where, String layer, String what) {
    /** What to write in {@code <allow>} to have it so all the same. */
    public String allowedBy() {
        return where.isEmpty() ? rule : rule + ":" + where;
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("rule", rule);
        json.addProperty("where", where);
        json.addProperty("layer", layer);
        json.addProperty("what", what);
        json.addProperty("allow", allowedBy());
        return json;
    }

    static Violation parse(JsonObject json) {
        return new Violation(
                Json.text(json, "rule", ""),
                Json.text(json, "where", ""),
                Json.text(json, "layer", ""),
                Json.text(json, "what", ""));
    }

    /** A line for a person. */
    public String text() {
        String place = where.isEmpty() ? "" : where + "  ";
        String origin = layer.isEmpty() ? "" : " (layer " + layer + ")";
        return place + what + origin + "  [" + rule + "]";
    }
}
