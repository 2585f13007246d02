package dev.lapstrake.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of {@code image.json}: what a pipeline wants to know about an image. Properties are added to it over time,
 * and none changes its meaning. Of an image for several platforms, the layers are those of all, and facts that are not the
 * same for all stand with the platform.
 *
 * @param name registry, repository and first tag
 * @param digest of the manifest, or of the index over several
 * @param platforms at least one
 * @param debug the image beside it
 */
public record ImageReport(
        String name,
        List<String> tags,
        Digest digest,
        List<PlatformReport> platforms,
        List<Step> steps,
        Optional<DebugReport> debug) {
    public ImageReport {
        tags = List.copyOf(tags);
        platforms = List.copyOf(platforms);
        steps = List.copyOf(steps);
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

        private JsonObject json() {
            JsonObject json = new JsonObject();
            json.add("tags", Json.texts(tags));
            json.addProperty("digest", digest.toString());
            json.add("layers", LayerReport.json(layers));
            return json;
        }
    }

    /** The same image, of which nothing had to be made. */
    public ImageReport unchanged() {
        List<Step> reused = steps.stream()
                .map(step -> new Step(step.name(), step.detail(), step.bytes(), Duration.ZERO, true))
                .toList();
        return new ImageReport(name, tags, digest, platforms, reused, debug);
    }

    /** The layers of all platforms, each once. */
    public List<LayerReport> layers() {
        Stream<LayerReport> all = platforms.stream().flatMap(platform -> platform.layers().stream());
        return (isAlone() ? all : all.distinct()).toList();
    }

    private boolean isAlone() {
        return platforms.size() == 1;
    }

    /** The bytes of all the layers, compressed. */
    public long size() {
        return LayerReport.size(layers());
    }

    public byte[] toJson() {
        Facts shared = platforms.stream()
                .map(PlatformReport::known)
                .reduce(Facts::sharedWith)
                .orElseThrow();
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.add("tags", Json.texts(tags));
        json.addProperty("digest", digest.toString());
        json.addProperty("size", size());
        json.add("platforms", platforms(shared));
        json.add("layers", LayerReport.json(layers()));
        shared.addTo(json);
        debug.ifPresent(image -> json.add("debug", image.json()));
        json.add("steps", Json.array(steps.stream().map(ImageReport::json).toList()));
        return Json.readable(json);
    }

    private JsonArray platforms(Facts shared) {
        return Json.array(platforms.stream()
                .map(platform -> isAlone() ? platform.json() : platform.json(shared))
                .toList());
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
