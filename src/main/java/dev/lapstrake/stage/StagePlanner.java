package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.PlannedStage.Source;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a run of stages would do, and runs none. */
public final class StagePlanner {
    private final StageMemory memory;
    private final Map<String, PlannedStage> planned = new LinkedHashMap<>();
    private final Map<String, CacheKey> keys = new HashMap<>();
    private final Map<String, StageResult> results = new HashMap<>();

    public StagePlanner(StageMemory memory) {
        this.memory = memory;
    }

    /**
     * Plans stages and all that they read.
     *
     * @return each stage after those that it reads
     */
    public List<PlannedStage> plan(Collection<? extends Stage> stages) throws IOException, BuildException {
        for (Stage stage : stages) {
            visit(stage);
        }
        return List.copyOf(planned.values());
    }

    /** The results of stages that were planned, in their order, if all of them are there already. */
    public Optional<List<StageResult>> results(List<Stage> stages) {
        List<StageResult> found = stages.stream()
                .flatMap(stage -> Optional.ofNullable(results.get(stage.name())).stream())
                .toList();
        return found.size() < stages.size() ? Optional.empty() : Optional.of(found);
    }

    private void visit(Stage stage) throws IOException, BuildException {
        if (planned.containsKey(stage.name())) {
            return;
        }
        for (Stage input : stage.inputs()) {
            visit(input);
        }
        planned.put(stage.name(), plan(stage));
    }

    private PlannedStage plan(Stage stage) throws IOException, BuildException {
        List<String> reads = stage.inputs().stream().map(Stage::name).toList();
        Optional<CacheKey> key = keys.keySet().containsAll(reads) ? key(stage) : Optional.empty();
        if (key.isEmpty()) {
            return new PlannedStage(stage.name(), reads, key, Source.LATER, List.of());
        }
        keys.put(stage.name(), key.get());
        Source source = source(stage, key.get());
        List<String> changes = source == Source.BUILD ? memory.history().changes(stage.name(), key.get()) : List.of();
        return new PlannedStage(stage.name(), reads, key, source, changes);
    }

    private Source source(Stage stage, CacheKey key) throws IOException {
        Optional<StageResult> found = memory.cache().find(stage.name(), key);
        if (found.isPresent()) {
            results.put(stage.name(), found.get());
            return Source.CACHE;
        }
        return memory.remote().isPresent() && memory.remote().get().has(key) ? Source.REGISTRY : Source.BUILD;
    }

    private Optional<CacheKey> key(Stage stage) throws IOException, BuildException {
        try {
            return Optional.of(stage.key(new StageInputs(memory.cache().layout(), keys, results)));
        } catch (StageInputs.UnfinishedException e) {
            return Optional.empty();
        }
    }
}
