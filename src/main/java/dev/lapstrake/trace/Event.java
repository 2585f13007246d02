package dev.lapstrake.trace;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that took time.
 *
 * @param kind by which events can be told apart: {@code goal}, {@code step}, {@code http}
 * @param startNanos since the beginning of the trace's time
 * @param details numbers, and texts
 */
record Event(String name, String kind, long startNanos, long nanos, long thread, Map<String, Object> details) {
    private static final double MICRO = 1e3;

    Event {
        details = new TreeMap<>(details);
    }

    /** A complete event of Chrome's format, whose times are microseconds. */
    JsonObject json(int process) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("cat", kind);
        json.addProperty("ph", "X");
        json.addProperty("ts", startNanos / MICRO);
        json.addProperty("dur", nanos / MICRO);
        json.addProperty("pid", process);
        json.addProperty("tid", thread);
        json.add("args", arguments());
        return json;
    }

    private JsonObject arguments() {
        JsonObject json = new JsonObject();
        details.forEach((detail, value) -> {
            if (value instanceof Number number) {
                json.addProperty(detail, number);
            } else {
                json.addProperty(detail, value.toString());
            }
        });
        return json;
    }
}
