package dev.lapstrake.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.ForwardedLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.log.Step;
import dev.lapstrake.parallel.SideBySide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracingTest {
    private final Instant run = Instant.now();

    @TempDir
    Path folder;

    private void trace(Path file, Instant when, String goal) throws Exception {
        try (Tracing tracing = new Tracing(file, when, goal, BuildLog.SILENT)) {
            tracing.record(log -> {
                try (Span span = log.span("build", "work of " + goal)) {
                    span.with("files", 3).with("place", folder);
                }
                log.step(new Step("root", "small", 12, Duration.ZERO, true));
            });
        }
    }

    @Test
    void writeKeepsNumbersAsNumbers() throws Exception {
        Path file = folder.resolve("new/trace.json");
        trace(file, run, "build");
        TraceReader trace = TraceReader.read(file);
        trace.checkNesting();
        assertThat(trace.of("build").get(0).getAsJsonObject("args").get("files"))
                .hasToString("3");
        assertThat(trace.of("step").get(0).getAsJsonObject("args"))
                .hasToString("{\"bytes\":12,\"detail\":\"small\",\"origin\":\"cache\",\"reused\":\"true\"}");
    }

    @Test
    void writeWhenAnotherRunLeftATraceDropsIt() throws Exception {
        Path file = folder.resolve("trace.json");
        trace(file, run.minusSeconds(60), "build");
        trace(file, run, "push");
        trace(file, run, "load");
        assertThat(TraceReader.read(file).names("goal")).containsExactly("push", "load");
    }

    @Test
    void writeWhenModulesShareAFileKeepsAll() throws Exception {
        Path file = folder.resolve("trace.json");
        List<String> modules =
                IntStream.range(0, 20).mapToObj(i -> "module " + i).toList();
        SideBySide.map(modules, module -> {
            new Tracing(file, run, module, BuildLog.SILENT).close();
            return module;
        });
        TraceReader trace = TraceReader.read(file);
        trace.checkNesting();
        assertThat(trace.names("goal")).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void writeWhenTheFileIsSomethingElseReplacesIt() throws Exception {
        Path file = Files.writeString(folder.resolve("trace.json"), "[");
        trace(file, run, "push");
        assertThat(TraceReader.read(file).names("goal")).containsExactly("push");
    }

    @Test
    void writeWhenItCannotWarns() throws Exception {
        List<String> warnings = new ArrayList<>();
        BuildLog log = new ForwardedLog(BuildLog.SILENT) {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }
        };
        Path file = Files.writeString(folder.resolve("file"), "").resolve("trace.json");
        new Tracing(file, run, "build", log).close();
        assertThat(warnings).singleElement().asString().startsWith("The trace can't be written: ");
    }
}
