package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Platform;
import java.util.List;

/**
 * An image that was looked at.
 *
 * @param image its name
 * @param platform that it is for
 */
public record Verified(String image, Platform platform, Digest digest, Verdict verdict) {
    /** What a pipeline wants to know of the images that were looked at. */
    public static byte[] report(List<Verified> images) {
        JsonObject json = new JsonObject();
        json.add("images", Json.array(images.stream().map(Verified::toJson).toList()));
        return Json.readable(json);
    }

    private JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("image", image);
        json.addProperty("platform", platform.toString());
        json.addProperty("digest", digest.toString());
        verdict.addTo(json);
        return json;
    }
}
