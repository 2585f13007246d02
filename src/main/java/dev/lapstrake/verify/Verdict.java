package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What there is to say of an image.
 *
 * @param violations that nobody allowed
 * @param allowed how many others there are
 * @param idle what was allowed and is not there
 * @param unchecked rules that can't judge the image, each with why
 */
public record Verdict(List<Violation> violations, int allowed, List<String> idle, SortedMap<String, String> unchecked) {
    static final Verdict NOTHING = new Verdict(List.of(), 0, List.of(), Collections.emptySortedMap());

    public Verdict {
        violations = List.copyOf(violations);
        idle = List.copyOf(idle);
        unchecked = Collections.unmodifiableSortedMap(unchecked);
    }

    void addTo(JsonObject json) {
        json.add(
                "violations",
                Json.array(violations.stream().map(Violation::toJson).toList()));
        json.addProperty("allowed", allowed);
        json.add("idle", Json.texts(idle));
        json.add("notChecked", Json.texts(unchecked));
    }
}
