package dev.lapstrake.report;

import dev.lapstrake.stage.PlannedStage;
import java.util.List;

/** A plan as a graph in Graphviz's language, arrows from what is read to what reads it. */
public record PlanGraph(List<PlannedStage> stages) {
    public PlanGraph {
        stages = List.copyOf(stages);
    }

    public String text() {
        StringBuilder text =
                new StringBuilder("digraph build {\n  rankdir=LR\n  node [shape=box, fontname=\"sans-serif\"]\n");
        for (PlannedStage stage : stages) {
            String label = stage.name() + "\n" + PlanText.key(stage) + "\n" + PlanText.source(stage);
            text.append("  %s [label=%s, style=%s]\n".formatted(quoted(stage.name()), quoted(label), style(stage)));
            stage.reads().forEach(input -> text.append("  %s -> %s\n".formatted(quoted(input), quoted(stage.name()))));
        }
        return text.append("}\n").toString();
    }

    private static String style(PlannedStage stage) {
        return switch (stage.source()) {
            case CACHE, REGISTRY, PROJECT -> "solid";
            case BUILD -> "bold";
            case LATER -> "dashed";
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
