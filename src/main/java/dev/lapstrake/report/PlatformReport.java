package dev.lapstrake.report;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Platform;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image for one platform.
 *
 * @param digest of its manifest
 * @param layers the lowest first
 * @param facts what is in the image: {@code java} (the version), {@code suite}, {@code base}; {@code lock} and
 *     {@code snapshot}, or {@code archives}: what packages were held to, or where they were the newest; {@code modules},
 *     {@code packages}, {@code requested} ones of these, and the like, a line for each
 */
public record PlatformReport(
        Platform platform, Digest digest, List<LayerReport> layers, SortedMap<String, String> facts) {
    public PlatformReport {
        layers = List.copyOf(layers);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    Facts known() {
        return new Facts(facts);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("platform", platform.toString());
        json.addProperty("digest", digest.toString());
        return json;
    }

    /** Among others of its kind, an image is told of in full. */
    JsonObject json(Facts shared) {
        JsonObject json = json();
        json.addProperty("size", LayerReport.size(layers));
        json.add("layers", LayerReport.json(layers));
        known().without(shared).addTo(json);
        return json;
    }
}
