package dev.lapstrake.stage;

import dev.lapstrake.disk.Mutex;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Runs stages, each key once: a result that the cache has is taken instead. */
public final class StageRunner {
    private final StageCache cache;
    private final Path scratch;
    private final BuildLog log;

    /**
     * @param scratch where stages get their scratch folders
     */
    public StageRunner(StageCache cache, Path scratch, BuildLog log) {
        this.cache = cache;
        this.scratch = scratch;
        this.log = log;
    }

    public StageResult run(Stage stage) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        StageResult result = result(stage, stage.key());
        String summary = result.facts().getOrDefault("summary", "");
        log.step(new Step(stage.name(), summary, result.layer().blob().size(), watch.time(), result.reused()));
        return result;
    }

    private StageResult result(Stage stage, StageKey key) throws IOException, BuildException {
        Optional<StageResult> found = cache.find(stage.name(), key);
        if (found.isPresent()) {
            return found.get();
        }
        try (Mutex lock = cache.lock(key)) {
            lock.check();
            Optional<StageResult> meanwhile = cache.find(stage.name(), key);
            return meanwhile.isPresent() ? meanwhile.get() : make(stage, key);
        }
    }

    private StageResult make(Stage stage, StageKey key) throws IOException, BuildException {
        log.detail("Stage " + stage.name() + " is made: nothing in the cache under " + key);
        try (Scratch folder = Scratch.in(scratch)) {
            return cache.store(stage.name(), key, stage.run(folder.path()));
        }
    }
}
