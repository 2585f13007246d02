package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.assemble.AssemblyRequest;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.stage.PlannedStage.Source;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs.UnfinishedException;
import dev.lapstrake.stage.StagePlanner;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of a plan: the application's layers, and the image that they are laid into.
 *
 * @param planner that has planned the layers below
 */
record ImagePlan(Workshop workshop, PlatformRequest request, StagePlanner planner) {
    /**
     * @param stages that know the image below
     * @param layers of which it is made
     */
    List<PlannedStage> of(LayerStages stages, List<Stage> layers, Optional<Application> application)
            throws IOException, BuildException {
        List<PlannedStage> plan = new ArrayList<>();
        List<String> reads = new ArrayList<>(layers.stream().map(Stage::name).toList());
        Optional<CacheKey> key = key(stages, layers, application);
        boolean known = key.isPresent() && workshop.assembler().find(key.get()).isPresent();
        for (ApplicationLayer layer : application.map(Application::layers).orElse(List.of())) {
            plan.add(layer(layer));
            reads.add(layer.name());
        }
        plan.add(image(reads, key, known));
        return plan;
    }

    private static PlannedStage layer(ApplicationLayer layer) throws IOException {
        CacheKey key = CacheKey.of("layer", 1)
                .with("files", TreeDigest.of(layer.tree()).hex());
        return new PlannedStage(layer.name(), List.of(), Optional.of(key), Source.PROJECT, List.of());
    }

    private PlannedStage image(List<String> reads, Optional<CacheKey> key, boolean known) throws IOException {
        List<String> changes =
                known || key.isEmpty() ? List.of() : workshop.history().changes("image", key.get());
        Source source = known ? Source.CACHE : key.isPresent() ? Source.BUILD : Source.LATER;
        return new PlannedStage("image", reads, key, source, changes);
    }

    /** Known only when all layers below are; a base must have been pulled before. */
    private Optional<CacheKey> key(LayerStages stages, List<Stage> layers, Optional<Application> application)
            throws IOException, BuildException {
        Optional<List<StageResult>> results = planner.results(layers);
        if (results.isEmpty()) {
            return Optional.empty();
        }
        try {
            AssemblyRequest assembly = request.launch().assembly(stages.foundation(results.get()), application);
            return Optional.of(assembly.key());
        } catch (UnfinishedException e) {
            return Optional.empty();
        }
    }
}
