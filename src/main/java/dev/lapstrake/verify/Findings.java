package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What rules have to say of an image, whatever it is held to.
 *
 * @param unchecked rules that can't judge the image, each with why
 */
record Findings(List<Violation> violations, SortedMap<String, String> unchecked) {
    Findings {
        violations = List.copyOf(violations);
        unchecked = Collections.unmodifiableSortedMap(unchecked);
    }

    /** The same, and something else before it. */
    Findings behind(Stream<Violation> others) {
        List<Violation> all = new ArrayList<>(others.toList());
        all.addAll(violations);
        return new Findings(all, unchecked);
    }

    String text() {
        JsonObject json = new JsonObject();
        json.add(
                "violations",
                Json.array(violations.stream().map(Violation::toJson).toList()));
        json.add("unchecked", Json.texts(unchecked));
        return new String(Json.compact(json), StandardCharsets.UTF_8);
    }

    static Findings parse(String text) throws IOException {
        JsonObject json = Json.object(text.getBytes(StandardCharsets.UTF_8));
        return new Findings(
                Json.objects(json, "violations").map(Violation::parse).toList(),
                new TreeMap<>(Json.textMap(json, "unchecked")));
    }
}
