package dev.lapstrake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Layout;
import dev.lapstrake.stage.PlannedStage.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagePlannerTest {
    @TempDir
    Path folder;

    private Layout layout;

    @BeforeEach
    void open() throws Exception {
        layout = Layout.at(folder.resolve("oci"));
    }

    @Test
    void planWhenNothingIsMadeKnowsTheKeysAllTheSame() throws Exception {
        Stage below = FakeStage.of("below", "1");
        assertThat(plan(FakeStage.of("above", "2", below)))
                .extracting(PlannedStage::name, PlannedStage::source)
                .containsExactly(tuple("below", Source.BUILD), tuple("above", Source.BUILD));
        assertThat(folder.resolve("scratch")).doesNotExist();
    }

    @Test
    void planWhenKeyDependsOnWhatAnotherMakesSaysThatItIsNotKnown() throws Exception {
        Stage below = FakeStage.of("below", "1");
        Stage measured = FakeStage.measured("measured", below);
        PlannedStage planned = plan(FakeStage.of("top", "", measured)).get(1);
        assertThat(planned.source()).isEqualTo(Source.LATER);
        assertThat(planned.key()).isEmpty();
        assertThat(plan(FakeStage.of("top", "", measured)).get(2).source()).isEqualTo(Source.LATER);
    }

    @Test
    void planWhenInputIsMadeKnowsWhatDependsOnIt() throws Exception {
        Stage below = FakeStage.of("below", "1");
        run(below);
        assertThat(plan(FakeStage.measured("measured", below)))
                .extracting(PlannedStage::source)
                .containsExactly(Source.CACHE, Source.BUILD);
    }

    @Test
    void planSaysTheSameKeysAsARun() throws Exception {
        Stage top = FakeStage.of("top", "2", FakeStage.of("below", "1"));
        List<PlannedStage> planned = plan(top);
        assertThat(run(top).key()).isEqualTo(planned.get(1).key().orElseThrow());
        assertThat(plan(top)).extracting(PlannedStage::source).containsOnly(Source.CACHE);
    }

    @Test
    void planWhenAnInputChangedSaysWhich() throws Exception {
        run(FakeStage.of("top", "2", FakeStage.of("below", "1")));
        List<PlannedStage> planned = plan(FakeStage.of("top", "2", FakeStage.of("below", "other")));
        assertThat(planned.get(0).changes()).containsExactly("value is another");
        assertThat(planned.get(1).changes()).containsExactly("stage below is another");
    }

    @Test
    void planWhenAPartIsNewOrGoneSaysSo() throws Exception {
        run(FakeStage.of("top", "2", FakeStage.of("old", "1")));
        List<PlannedStage> planned = plan(FakeStage.of("top", "2", FakeStage.of("new", "1")));
        assertThat(planned.get(1).changes()).containsExactly("stage new is new", "stage old is gone");
    }

    @Test
    void planWhenHistoryIsDamagedSaysNothingOfIt() throws Exception {
        run(FakeStage.of("top", "1"));
        try (var files = Files.list(folder.resolve("history"))) {
            Files.writeString(files.findFirst().orElseThrow(), "?");
        }
        assertThat(plan(FakeStage.of("top", "2")).get(0).changes()).isEmpty();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private List<PlannedStage> plan(Stage stage) throws Exception {
        return new StagePlanner(LocalStages.memory(layout, folder)).plan(List.of(stage));
    }

    private StageResult run(Stage stage) throws Exception {
        return LocalStages.runner(layout, folder).run(List.of(stage)).get(0);
    }
}
