package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.app.Application;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.classfile.References;
import dev.lapstrake.log.Origin;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds out which results of stages an application is laid on, where that was found out before: for the same root, runtime,
 * jars and JDK, when the Debian archive said the same, and for classes that refer to the same packages. Most changes of a
 * class are such; then no stage is so much as planned.
 */
record KnownStages(Workshop workshop, PlatformRequest request) {
    /** Raised whenever the same comes to be laid on other results. */
    private static final int VERSION = 1;

    /**
     * What stages made.
     *
     * @param layers the lowest first
     * @param facts what they took from elsewhere, for the report
     */
    record Found(List<StageResult> layers, SortedMap<String, String> facts) {}

    /** Names the results by what they depend on; empty where that can't be told without running or asking something. */
    Optional<Conditions.Key> key(Optional<Application> application) throws IOException, BuildException {
        if (application.isEmpty()
                || !(request.application() instanceof ApplicationChoice.Java java)
                || !dependsOnCodeAlone(java)) {
            return Optional.empty();
        }
        CacheKey code = with(application.get().code(), CacheKey.of("stages", VERSION));
        LockChoice lock = workshop.workplace().lock();
        return new Conditions(workshop, List.of(request))
                .key(code, List.of(request.target(), java.runtime(), java.startup(), lock));
    }

    /** An archive of the application is of its classes; copies are of whatever stages hand over. */
    private boolean dependsOnCodeAlone(ApplicationChoice.Java java) {
        return request.target().foundation() instanceof FoundationChoice.Distroless
                && !java.startup().isTrained()
                && request.stages().isNone()
                && request.debug() == DebugChoice.NONE;
    }

    private CacheKey with(List<Path> code, CacheKey key) throws IOException {
        References own = References.ofFolders(code);
        List<Path> jars = code.stream().filter(part -> !Files.isDirectory(part)).toList();
        return key.with("text", String.valueOf(own.drawText()))
                .with("references", own.packages())
                .with("jars", workshop.digests().ofAll(jars).hex());
    }

    /** What was found for a key, if all of it is still here. */
    Optional<Found> find(Optional<Conditions.Key> key) throws IOException {
        Optional<CacheKey> whole = key.flatMap(Conditions.Key::whole);
        Optional<String> text = whole.isPresent() ? text(whole.get()).read() : Optional.empty();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Stopwatch watch = Stopwatch.start();
        JsonObject json = Json.object(text.get().getBytes(StandardCharsets.UTF_8));
        List<StageResult> layers = new ArrayList<>();
        for (Map.Entry<String, String> stage : Json.textMap(json, "stages").entrySet()) {
            Optional<StageResult> result =
                    workshop.memory().cache().find(stage.getKey(), CacheKey.ofDigest(stage.getValue()));
            if (result.isEmpty()) {
                return Optional.empty();
            }
            layers.add(result.get());
        }
        for (StageResult layer : layers) {
            tell(layer, watch);
        }
        return Optional.of(new Found(layers, new TreeMap<>(Json.textMap(json, "facts"))));
    }

    private void tell(StageResult result, Stopwatch watch) {
        String summary = result.facts().getOrDefault("summary", "");
        workshop.log()
                .step(new Step(result.name(), summary, result.layer().blob().size(), watch.time(), Origin.CACHE));
    }

    /**
     * Remembers results, unless what they depend on changed while they were made.
     *
     * @param before its key when that began
     */
    void remember(Found found, Conditions.Key before, Optional<Application> application)
            throws IOException, BuildException {
        Optional<CacheKey> whole =
                key(application).filter(after -> after.follows(before)).flatMap(Conditions.Key::whole);
        if (whole.isPresent()) {
            text(whole.get()).write(text(found));
        }
    }

    private static String text(Found found) {
        JsonObject stages = new JsonObject();
        found.layers()
                .forEach(layer -> stages.addProperty(layer.name(), layer.key().toString()));
        JsonObject json = new JsonObject();
        json.add("stages", stages);
        json.add("facts", Json.texts(found.facts()));
        return new String(Json.compact(json), StandardCharsets.UTF_8);
    }

    private KeptText text(CacheKey key) {
        return new KeptText(workshop.workplace().history().resolve("stages-" + key));
    }
}
