package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.parallel.Graph;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs stages, each key once: a result that the cache has, here or in a registry, is taken instead. */
public final class StageRunner {
    private final StageCache cache;
    private final StageMemory memory;
    private final Path scratch;
    private final BuildLog log;

    /**
     * @param scratch where stages get their scratch folders
     */
    public StageRunner(StageMemory memory, Path scratch, BuildLog log) {
        this.cache = memory.cache();
        this.memory = memory;
        this.scratch = scratch;
        this.log = log;
    }

    /**
     * Runs stages and all that they read: a stage when its inputs are finished, and those that do not wait for each
     * other side by side. The first that fails stops the others.
     *
     * @return the results of the stages asked for, in their order
     */
    public List<StageResult> run(Collection<? extends Stage> stages) throws IOException, BuildException {
        return run(stages, result -> {});
    }

    /**
     * Runs stages as {@link #run(Collection)} does.
     *
     * @param finished is told of each result when it is there, on whichever thread that is
     */
    public List<StageResult> run(Collection<? extends Stage> stages, Consumer<StageResult> finished)
            throws IOException, BuildException {
        return Graph.run(stages, Stage::name, Stage::inputs, (stage, inputs) -> {
            StageResult result = run(stage, inputs);
            finished.accept(result);
            return result;
        });
    }

    private StageResult run(Stage stage, List<StageResult> inputs) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        StageInputs finished = new StageInputs(cache.layout(), inputs);
        StageResult result = result(stage, stage.key(finished), finished);
        memory.history().keep(stage.name(), result.key());
        String summary = result.facts().getOrDefault("summary", "");
        log.step(new Step(stage.name(), summary, result.layer().blob().size(), watch.time(), result.origin()));
        return result;
    }

    private StageResult result(Stage stage, CacheKey key, StageInputs inputs) throws IOException, BuildException {
        Optional<StageResult> found = cache.find(stage.name(), key);
        if (found.isPresent()) {
            return found.get();
        }
        try (Mutex lock = cache.lock(key)) {
            lock.check();
            Optional<StageResult> elsewhere = madeElsewhere(stage, key);
            return elsewhere.isPresent() ? elsewhere.get() : make(stage, key, inputs);
        }
    }

    /** What another build made while this one waited for it, or another machine at any time. */
    private Optional<StageResult> madeElsewhere(Stage stage, CacheKey key) throws IOException {
        Optional<StageResult> meanwhile = cache.find(stage.name(), key);
        return meanwhile.isEmpty() && memory.remote().isPresent()
                ? memory.remote().get().fetch(stage, key)
                : meanwhile;
    }

    private StageOutput output(Stage stage, StageInputs inputs, Path folder) throws IOException, BuildException {
        try (Span span = log.span("stage", "make " + stage.name())) {
            StageOutput output = stage.run(inputs, folder);
            span.with("summary", output.facts().getOrDefault("summary", ""));
            return output;
        }
    }

    private StageResult store(Stage stage, CacheKey key, StageOutput output) throws IOException {
        try (Span span = log.span("stage", "compress " + stage.name())) {
            StageResult stored = cache.store(stage.name(), key, output);
            span.with("bytes", stored.layer().blob().size());
            return stored;
        }
    }

    private StageResult make(Stage stage, CacheKey key, StageInputs inputs) throws IOException, BuildException {
        log.detail("Stage " + stage.name() + " is made: nothing in the cache under " + key);
        try (Scratch folder = Scratch.in(scratch)) {
            StageResult made = store(stage, key, output(stage, inputs, folder.path()));
            memory.remote().ifPresent(registry -> registry.push(made));
            return made;
        }
    }
}
