package dev.lapstrake.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Platform;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of {@code image.json}: what a pipeline wants to know about an image. Properties are added to it over time,
 * and none changes its meaning.
 *
 * @param name registry, repository and first tag
 * @param digest of the manifest, or of the index over several
 * @param layers the lowest first
 * @param facts what is in the image: {@code java} (the version), {@code suite}, {@code base}; {@code lock} and
 *     {@code snapshot}, or {@code archives}: what packages were held to, or where they were the newest; {@code modules},
 *     {@code packages}, {@code requested} ones of these, and the like, a line for each
 * @param debug the image beside it
 */
public record ImageReport(
        String name,
        List<String> tags,
        Digest digest,
        List<PlatformImage> platforms,
        List<LayerReport> layers,
        SortedMap<String, String> facts,
        List<Step> steps,
        Optional<DebugReport> debug) {
    private static final Set<String> LISTS = Set.of(
            "archives",
            "certificates",
            "directories",
            "fonts",
            "locales",
            "modules",
            "packages",
            "requested",
            "timezones",
            "unlocked",
            "users");

    /** An image for one platform. */
    public record PlatformImage(Platform platform, Digest digest) {}

    /**
     * A layer.
     *
     * @param name what made it: {@code root}, {@code runtime}, {@code base}, or a layer of the application
     * @param size in bytes, compressed
     */
    public record LayerReport(String name, Digest digest, long size) {}

    public ImageReport {
        tags = List.copyOf(tags);
        platforms = List.copyOf(platforms);
        layers = List.copyOf(layers);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        steps = List.copyOf(steps);
    }

    /** An image with no other beside it. */
    public ImageReport(
            String name,
            List<String> tags,
            Digest digest,
            List<PlatformImage> platforms,
            List<LayerReport> layers,
            SortedMap<String, String> facts,
            List<Step> steps) {
        this(name, tags, digest, platforms, layers, facts, steps, Optional.empty());
    }

    /**
     * An image to debug with.
     *
     * @param layers on top of the image's own
     */
    public record DebugReport(List<String> tags, Digest digest, List<LayerReport> layers) {
        public DebugReport {
            tags = List.copyOf(tags);
            layers = List.copyOf(layers);
        }
    }

    /** The same image with another beside it. */
    public ImageReport with(Optional<DebugReport> other) {
        return new ImageReport(name, tags, digest, platforms, layers, facts, steps, other);
    }

    /** The bytes of all the layers, compressed. */
    public long size() {
        return layers.stream().mapToLong(LayerReport::size).sum();
    }

    public byte[] toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.add("tags", Json.texts(tags));
        json.addProperty("digest", digest.toString());
        json.addProperty("size", size());
        json.add(
                "platforms",
                Json.array(platforms.stream().map(ImageReport::json).toList()));
        json.add("layers", Json.array(layers.stream().map(ImageReport::json).toList()));
        facts.forEach((fact, value) -> json.add(fact, json(fact, value)));
        debug.ifPresent(image -> json.add("debug", json(image)));
        json.add("steps", Json.array(steps.stream().map(ImageReport::json).toList()));
        return Json.readable(json);
    }

    private static JsonElement json(String fact, String value) {
        return LISTS.contains(fact) ? Json.texts(value.lines().toList()) : new JsonPrimitive(value);
    }

    private static JsonObject json(PlatformImage image) {
        JsonObject json = new JsonObject();
        json.addProperty("platform", image.platform().toString());
        json.addProperty("digest", image.digest().toString());
        return json;
    }

    private static JsonObject json(DebugReport image) {
        JsonObject json = new JsonObject();
        json.add("tags", Json.texts(image.tags()));
        json.addProperty("digest", image.digest().toString());
        json.add(
                "layers",
                Json.array(image.layers().stream().map(ImageReport::json).toList()));
        return json;
    }

    private static JsonObject json(LayerReport layer) {
        JsonObject json = new JsonObject();
        json.addProperty("name", layer.name());
        json.addProperty("digest", layer.digest().toString());
        json.addProperty("size", layer.size());
        return json;
    }

    private static JsonObject json(Step step) {
        JsonObject json = new JsonObject();
        json.addProperty("name", step.name());
        json.addProperty("detail", step.detail());
        json.addProperty("size", step.bytes());
        json.addProperty("milliseconds", step.time().toMillis());
        json.addProperty("reused", step.reused());
        json.addProperty("from", step.origin().toString());
        return json;
    }
}
