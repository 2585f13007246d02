package dev.lapstrake.build;

import dev.lapstrake.assemble.Assembly;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.root.BusyboxStage;
import dev.lapstrake.runtime.ToolsStage;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.stage.PlannedStage.Source;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StagePlanner;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of a plan that has a debug image.
 *
 * @param planner that has planned the layers
 * @param onTop the stages of the layers on top of the image's own
 */
record DebugPlan(Workshop workshop, StagePlanner planner, List<Stage> onTop) {
    /** A plan of an image with that of the other behind it. */
    List<PlannedStage> after(List<PlannedStage> plan) throws IOException {
        if (onTop.isEmpty()) {
            return plan;
        }
        PlannedStage below = plan.get(plan.size() - 1);
        List<PlannedStage> all = new ArrayList<>(plan);
        all.add(image(reads(onTop.stream().map(Stage::name).toList()), below));
        return all;
    }

    private static List<String> reads(List<String> layers) {
        List<String> reads = new ArrayList<>(List.of("image"));
        reads.addAll(layers);
        return reads;
    }

    /** Its key has the image's digest in it, which shows when the image is there. */
    private PlannedStage image(List<String> reads, PlannedStage below) throws IOException {
        Optional<Assembly> assembled =
                below.key().isPresent() ? workshop.assembler().find(below.key().get()) : Optional.empty();
        Optional<List<StageResult>> layers = planner.results(onTop);
        if (assembled.isEmpty() || layers.isEmpty()) {
            return PlatformPlan.later(DebugImage.NAME, reads);
        }
        DebugImage image = new DebugImage(workshop.cache(), assembled.get().manifest(), layers.get());
        CacheKey key = image.key();
        boolean known = image.find().isPresent();
        List<String> changes = known ? List.of() : workshop.history().changes(DebugImage.NAME, key);
        return new PlannedStage(DebugImage.NAME, reads, Optional.of(key), known ? Source.CACHE : Source.BUILD, changes);
    }

    /** The same for a project that is not compiled yet. */
    static List<PlannedStage> uncompiled(DebugChoice choice, List<PlannedStage> plan) {
        if (choice == DebugChoice.NONE) {
            return plan;
        }
        List<String> layers = choice == DebugChoice.SHELL_AND_JDK
                ? List.of(BusyboxStage.NAME, ToolsStage.NAME)
                : List.of(BusyboxStage.NAME);
        List<PlannedStage> all = new ArrayList<>(plan);
        layers.forEach(layer -> all.add(PlatformPlan.later(layer, List.of())));
        all.add(PlatformPlan.later(DebugImage.NAME, reads(layers)));
        return all;
    }
}
