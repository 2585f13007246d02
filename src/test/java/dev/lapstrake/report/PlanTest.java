package dev.lapstrake.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.stage.PlannedStage.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final CacheKey KEY = CacheKey.of("test", 1);

    @Test
    void textSaysOfEachStageWhereItComesFromAndWhy() {
        PlannedStage web = stage("web", Source.BUILD, List.of("input a.js is another"));
        PlannedStage root = new PlannedStage("root", List.of("web"), Optional.empty(), Source.LATER, List.of());
        String key = KEY.digest().brief();
        assertThat(new PlanText(List.of(web, root)).lines())
                .containsExactly(
                        "web           " + key + "  to be made",
                        "  input a.js is another",
                        "root                        not known yet   reads web");
    }

    @Test
    void textWhenThereAreManyChangesCountsTheRest() {
        List<String> changes =
                IntStream.range(0, 12).mapToObj(i -> "input " + i + " is new").toList();
        assertThat(new PlanText(List.of(stage("web", Source.BUILD, changes))).lines())
                .hasSize(12)
                .endsWith("  and 2 more");
    }

    @Test
    void graphNamesStagesAndWhatTheyRead() {
        PlannedStage web = stage("web", Source.CACHE, List.of());
        PlannedStage copy = new PlannedStage("copy \"web\"", List.of("web"), Optional.of(KEY), Source.BUILD, List.of());
        assertThat(new PlanGraph(List.of(web, copy)).text())
                .startsWith("digraph build {\n")
                .contains("\"web\" [label=\"web\\n" + KEY.digest().brief() + "\\nfrom cache\", style=solid]\n")
                .contains("\"web\" -> \"copy \\\"web\\\"\"\n")
                .endsWith("}\n");
    }

    private static PlannedStage stage(String name, Source source, List<String> changes) {
        return new PlannedStage(name, List.of(), Optional.of(KEY), source, changes);
    }
}
