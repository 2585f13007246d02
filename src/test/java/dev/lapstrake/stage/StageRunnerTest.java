package dev.lapstrake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
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
        runner = new StageRunner(new StageCache(layout), folder.resolve("scratch"), BuildLog.SILENT);
    }

    @Test
    void runWhenKeyIsKnownTakesTheResult() throws Exception {
        StageResult made = runner.run(new Counted("a"));
        StageResult found = runner.run(new Counted("a"));
        assertThat(runs).hasValue(1);
        assertThat(made.reused()).isFalse();
        assertThat(found.reused()).isTrue();
        assertThat(found.layer()).isEqualTo(made.layer());
        assertThat(found.fact("input")).isEqualTo("a");
    }

    @Test
    void runWhenKeyIsAnotherMakesAnother() throws Exception {
        runner.run(new Counted("a"));
        runner.run(new Counted("b"));
        assertThat(runs).hasValue(2);
    }

    @Test
    void runWhenLayerIsGoneMakesItAgain() throws Exception {
        StageResult made = runner.run(new Counted("a"));
        Files.delete(layout.blob(made.layer().blob().digest()));
        assertThat(runner.run(new Counted("a")).layer()).isEqualTo(made.layer());
        assertThat(runs).hasValue(2);
    }

    @Test
    void runWhenManyWantOneKeyMakesItOnce() throws Exception {
        Callable<StageResult> run = () -> runner.run(new Counted("a"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (Future<StageResult> result : threads.invokeAll(List.of(run, run, run, run))) {
            assertThat(result.get().fact("input")).isEqualTo("a");
        }
        threads.shutdown();
        assertThat(runs).hasValue(1);
    }

    @Test
    void runLeavesNoScratch() throws Exception {
        runner.run(new Counted("a"));
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void keyWhenValuesAreSplitOtherwiseIsAnother() {
        StageKey key = StageKey.of("kind", 1);
        assertThat(key.with("x", List.of("ab", "c"))).isNotEqualTo(key.with("x", List.of("a", "bc")));
        assertThat(key.with("x", List.of("a\n1:b"))).isNotEqualTo(key.with("x", List.of("a", "b")));
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
        public StageKey key() {
            return StageKey.of("counted", 1).with("input", input);
        }

        @Override
        public StageOutput run(Path scratch) {
            runs.incrementAndGet();
            return StageOutput.of(Tree.EMPTY.with(TreePath.of("file"), Entry.file(input)), Map.of("input", input));
        }
    }
}
