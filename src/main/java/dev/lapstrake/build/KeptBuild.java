package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.report.ImageReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of a build: all that it takes to have the same in the store again.
 *
 * @param images by their tags; the first is what was asked for
 * @param elsewhere blobs of them that may be missing
 * @param size of the image's layers, in bytes
 * @param report the content of {@code image.json}
 * @param unchanged the same, where nothing had to be made
 */
record KeptBuild(Map<String, Descriptor> images, Set<Digest> elsewhere, long size, String report, String unchanged) {
    static KeptBuild of(ImageName name, FinishedImage image, ImageReport report) {
        return new KeptBuild(
                image.named(name),
                image.elsewhere(),
                report.size(),
                text(report.toJson()),
                text(report.unchanged().toJson()));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    Digest digest() {
        return images.values().iterator().next().digest();
    }

    BuildResult result(ImageName name) {
        return new BuildResult(name, digest(), size);
    }

    byte[] json() {
        return report.getBytes(StandardCharsets.UTF_8);
    }

    /** The form in which it is kept. */
    String record() {
        JsonObject named = new JsonObject();
        images.forEach((tag, image) -> named.add(tag, image.toJson()));
        JsonObject json = new JsonObject();
        json.add("images", named);
        json.add(
                "elsewhere",
                Json.texts(elsewhere.stream().map(Digest::toString).sorted().toList()));
        json.addProperty("size", size);
        json.addProperty("unchanged", unchanged);
        return text(Json.compact(json));
    }

    /** Reads what was kept; the report is that of a build in which nothing had to be made. */
    static KeptBuild parse(String record) throws IOException {
        JsonObject json = Json.object(record.getBytes(StandardCharsets.UTF_8));
        Map<String, Descriptor> images = new LinkedHashMap<>();
        JsonObject named = Json.object(json, "images");
        named.keySet().forEach(tag -> images.put(tag, Descriptor.fromJson(Json.object(named, tag))));
        String report = Json.text(json, "unchanged", "");
        return new KeptBuild(
                images,
                Json.texts(json, "elsewhere").map(Digest::parse).collect(Collectors.toSet()),
                Long.parseLong(Json.text(json, "size", "0")),
                report,
                report);
    }
}
