package dev.lapstrake.report;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.stage.PlannedStage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A plan as people read it: a line for each stage, and under it why it would be made. */
public record PlanText(List<PlannedStage> stages) {
    private static final int MOST_CHANGES = 10;

    public PlanText {
        stages = List.copyOf(stages);
    }

    public List<String> lines() {
        int width =
                stages.stream().mapToInt(stage -> stage.name().length()).max().orElse(0);
        return stages.stream()
                .flatMap(stage -> Stream.concat(Stream.of(line(stage, Math.max(width, 12))), changes(stage)))
                .toList();
    }

    private static String line(PlannedStage stage, int width) {
        String reads = stage.reads().isEmpty() ? "" : "  reads " + String.join(", ", stage.reads());
        String name = stage.name() + " ".repeat(width - stage.name().length());
        return String.format(Locale.ROOT, "%s  %-12s  %-14s%s", name, key(stage), source(stage), reads)
                .stripTrailing();
    }

    static String key(PlannedStage stage) {
        return stage.key().map(CacheKey::digest).map(digest -> digest.brief()).orElse("");
    }

    /** Where the stage's result would come from, in words. */
    static String source(PlannedStage stage) {
        return switch (stage.source()) {
            case CACHE -> "from cache";
            case REGISTRY -> "from registry";
            case PROJECT -> "of the project";
            case BUILD -> "to be made";
            case LATER -> "not known yet";
        };
    }

    private static Stream<String> changes(PlannedStage stage) {
        int count = stage.changes().size();
        Stream<String> shown = stage.changes().stream().limit(MOST_CHANGES).map(change -> "  " + change);
        return count <= MOST_CHANGES
                ? shown
                : Stream.concat(shown, Stream.of("  and " + (count - MOST_CHANGES) + " more"));
    }
}
