package dev.lapstrake.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The events of a trace that a goal has written. */
public record TraceReader(List<JsonObject> events) {
    public static TraceReader read(Path file) throws IOException {
        JsonObject trace = Json.object(Files.readAllBytes(file));
        return new TraceReader(Json.objects(trace, "traceEvents").toList());
    }

    /** What took time, of one kind. */
    public List<JsonObject> of(String kind) {
        return events.stream()
                .filter(event -> text(event, "ph").equals("X"))
                .filter(event -> text(event, "cat").equals(kind))
                .toList();
    }

    /** The names of what took time, of one kind. */
    public List<String> names(String kind) {
        return of(kind).stream().map(event -> text(event, "name")).toList();
    }

    /** The names of processes, or of threads. */
    public List<String> names(String of, Predicate<JsonObject> which) {
        return events.stream()
                .filter(event -> text(event, "name").equals(of))
                .filter(which)
                .map(event -> text(Json.object(event, "args"), "name"))
                .toList();
    }

    /** Something that is told of an event. */
    public static String detail(JsonObject event, String name) {
        return text(Json.object(event, "args"), name);
    }

    /** Fails unless everything lies within its goal's time, and names a process and a thread that are named. */
    public void checkNesting() {
        for (JsonObject event : events) {
            if (!text(event, "ph").equals("X")) {
                continue;
            }
            JsonObject goal = of("goal").stream()
                    .filter(one -> one.get("pid").equals(event.get("pid")))
                    .findAny()
                    .orElseThrow();
            assertThat(start(event)).isGreaterThanOrEqualTo(start(goal));
            assertThat(start(event) + duration(event)).isLessThanOrEqualTo(start(goal) + duration(goal) + 0.001);
            assertThat(names("thread_name", named -> isOn(named, event))).hasSize(1);
        }
    }

    private static boolean isOn(JsonObject one, JsonObject other) {
        return one.get("pid").equals(other.get("pid")) && one.get("tid").equals(other.get("tid"));
    }

    private static double start(JsonObject event) {
        return event.get("ts").getAsDouble();
    }

    private static double duration(JsonObject event) {
        return event.get("dur").getAsDouble();
    }

    private static String text(JsonObject json, String name) {
        return Json.text(json, name, "");
    }
}
