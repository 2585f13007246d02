package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import java.util.List;

/**
 * What there is to say of an image.
 *
 * @param violations that nobody allowed
 * @param allowed how many others there are
 * @param idle what was allowed and is not there
 */
public record Verdict(List<Violation> violations, int allowed, List<String> idle) {
    public Verdict {
        violations = List.copyOf(violations);
        idle = List.copyOf(idle);
    }

    /** The content of {@code verify.json}. */
    public byte[] toJson(String image) {
        JsonObject json = new JsonObject();
        json.addProperty("image", image);
        json.add(
                "violations",
                Json.array(violations.stream().map(Violation::toJson).toList()));
        json.addProperty("allowed", allowed);
        json.add("idle", Json.texts(idle));
        return Json.readable(json);
    }
}
