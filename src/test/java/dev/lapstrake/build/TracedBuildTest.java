package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.trace.TraceReader;
import dev.lapstrake.trace.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trace of a build, and of a push after it, has. */
class TracedBuildTest {
    private final Instant run = Instant.now();

    @TempDir
    Path folder;

    private BuildFixture fixture;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        fixture = new BuildFixture(folder);
        file = folder.resolve("target/lapstrake/trace.json");
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
    }

    private void trace(String goal, Tracing.Work<IOException> work) throws IOException, BuildException {
        try (Tracing tracing = new Tracing(file, run, goal, BuildLog.SILENT)) {
            tracing.record(work);
        }
    }

    private static Registries registries(BuildLog log) {
        return new Registries(RegistryAccess.of(new CredentialChain(List.of(), log), Set.of()));
    }

    private void build(BuildLog log, String base) throws IOException, BuildException {
        new ImageBuild(fixture.workplace, registries(log), log).run(fixture.request(base));
    }

    private void push(BuildLog log) throws IOException, BuildException {
        new ImagePublish(fixture.workplace, registries(log), log).run(fixture.targets("app"));
    }

    @Test
    void buildThenPushLeaveBothGoalsWithTheirStepsAndRequests() throws Exception {
        trace("build", log -> build(log, "base:single"));
        trace("push", this::push);
        TraceReader trace = TraceReader.read(file);
        trace.checkNesting();
        assertThat(trace.names("process_name", any -> true)).containsExactly("build", "push");
        assertThat(trace.names("goal")).containsExactly("build", "push");
        assertThat(trace.names("step")).contains("base", "application", "push");
        assertThat(trace.names("build")).contains("read the application", "store");
        String registry = "http://" + fixture.registry.address();
        assertThat(trace.names("http"))
                .contains("GET " + registry + "/v2/base/manifests/single")
                .contains("PUT " + registry + "/v2/app/manifests/1");
        assertThat(trace.of("http")).allSatisfy(request -> assertThat(TraceReader.detail(request, "status"))
                .matches("[1-5][0-9][0-9]"));
        assertThat(trace.of("http"))
                .anySatisfy(request ->
                        assertThat(TraceReader.detail(request, "sent")).isNotEqualTo("0"))
                .anySatisfy(request ->
                        assertThat(TraceReader.detail(request, "received")).isNotEqualTo("0"));
    }

    @Test
    void buildThatFailsLeavesATraceThatSaysSo() throws Exception {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> trace("build", log -> build(log, "base:absent")));
        TraceReader trace = TraceReader.read(file);
        trace.checkNesting();
        assertThat(trace.of("goal")).singleElement().satisfies(goal -> assertThat(TraceReader.detail(goal, "failed"))
                .isEqualTo("base-image-missing"));
        assertThat(trace.of("http")).isNotEmpty();
    }
}
