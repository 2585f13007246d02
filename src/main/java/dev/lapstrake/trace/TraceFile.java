package dev.lapstrake.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.oci.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file in Chrome's Trace Event Format. Each goal of one run of Maven is a process in it, on one scale of time; what an
 * earlier run left there is dropped.
 *
 * @param run when Maven was started: the zero of the times, and the mark of what belongs together
 */
record TraceFile(Path file, Instant run) {
    private static final String RUN = "run";
    private static final String EVENTS = "traceEvents";

    /** Adds what a goal has recorded. */
    void add(String goal, Recorder recorder) throws IOException {
        Path absolute = file.toAbsolutePath();
        try (Mutex turn = Mutex.lock(lock(absolute))) {
            turn.check();
            JsonArray events = earlier();
            add(goal, recorder, events);
            JsonObject json = new JsonObject();
            json.add(EVENTS, events);
            json.addProperty("displayTimeUnit", "ms");
            JsonObject other = new JsonObject();
            other.addProperty(RUN, run.toString());
            json.add("otherData", other);
            AtomicFile.write(absolute, Json.compact(json));
        }
    }

    /** Modules that are built side by side may have been given one file. */
    private static Path lock(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    /** The events of the goals before this one; none if the file is another run's, or no trace. */
    private JsonArray earlier() throws IOException {
        if (!Files.isRegularFile(file)) {
            return new JsonArray();
        }
        try {
            JsonObject json = Json.object(Files.readAllBytes(file));
            boolean same = Json.text(Json.object(json, "otherData"), RUN, "").equals(run.toString());
            return same && json.get(EVENTS) instanceof JsonArray events ? events : new JsonArray();
        } catch (IOException e) {
            return new JsonArray(); // whatever it was, it is replaced
        }
    }

    private static void add(String goal, Recorder recorder, JsonArray events) {
        int process = 1;
        for (var event : events) {
            process = Math.max(process, event.getAsJsonObject().get("pid").getAsInt() + 1);
        }
        events.add(name("process_name", process, 0, goal));
        for (var thread : recorder.threads().entrySet()) {
            events.add(name("thread_name", process, thread.getKey(), thread.getValue()));
        }
        for (Event event : recorder.events()) {
            events.add(event.json(process));
        }
    }

    private static JsonObject name(String what, int process, long thread, String name) {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("name", name);
        JsonObject json = new JsonObject();
        json.addProperty("name", what);
        json.addProperty("ph", "M");
        json.addProperty("pid", process);
        json.addProperty("tid", thread);
        json.add("args", arguments);
        return json;
    }
}
