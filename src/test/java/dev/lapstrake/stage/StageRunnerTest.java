package dev.lapstrake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRunnerTest {
    @TempDir
    Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private Layout layout;
    private StageRunner runner;

    @BeforeEach
    void open() throws Exception {
        layout = Layout.at(folder.resolve("oci"));
        runner = LocalStages.runner(layout, folder);
    }

    @Test
    void runWhenKeyIsKnownTakesTheResult() throws Exception {
        StageResult made = run("a");
        StageResult found = run("a");
        assertThat(runs).hasValue(1);
        assertThat(made.reused()).isFalse();
        assertThat(found.reused()).isTrue();
        assertThat(found.layer()).isEqualTo(made.layer());
        assertThat(found.fact("input")).isEqualTo("a");
    }

    @Test
    void runWhenKeyIsAnotherMakesAnother() throws Exception {
        run("a");
        run("b");
        assertThat(runs).hasValue(2);
    }

    @Test
    void runWhenLayerIsGoneMakesItAgain() throws Exception {
        StageResult made = run("a");
        Files.delete(layout.blob(made.layer().blob().digest()));
        assertThat(run("a").layer()).isEqualTo(made.layer());
        assertThat(runs).hasValue(2);
    }

    @Test
    void runWhenManyWantOneKeyMakesItOnce() throws Exception {
        Callable<StageResult> run = () -> run("a");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (Future<StageResult> result : threads.invokeAll(List.of(run, run, run, run))) {
            assertThat(result.get().fact("input")).isEqualTo("a");
        }
        threads.shutdown();
        assertThat(runs).hasValue(1);
    }

    @Test
    void runLeavesNoScratch() throws Exception {
        run("a");
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void keyWhenValuesAreSplitOtherwiseIsAnother() {
        CacheKey key = CacheKey.of("kind", 1);
        assertThat(key.with("x", List.of("ab", "c"))).isNotEqualTo(key.with("x", List.of("a", "bc")));
        assertThat(key.with("x", List.of("a\n1:b"))).isNotEqualTo(key.with("x", List.of("a", "b")));
    }

    private StageResult run(String input) throws Exception {
        return runner.run(List.of(new Counted(input))).get(0);
    }

    private final class Counted implements Stage {
        private final String input;

        Counted(String input) {
            this.input = input;
        }

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public CacheKey key(StageInputs inputs) {
            return CacheKey.of("counted", 1).with("input", input);
        }

        @Override
        public StageOutput run(StageInputs inputs, Path scratch) {
            runs.incrementAndGet();
            return StageOutput.of(Tree.EMPTY.with(TreePath.of("file"), Entry.file(input)), Map.of("input", input));
        }
    }
}
