package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.Training;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartupCheckTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    private PlatformRequest request(StartupChoice.Mode mode, FoundationChoice foundation, LaunchChoice launch)
            throws Exception {
        ApplicationChoice.Java java = (ApplicationChoice.Java) fixture.java();
        StartupChoice startup = new StartupChoice(mode, false, Training.NONE);
        return new PlatformRequest(
                BuildFixture.on(Platform.LINUX_AMD64, foundation),
                new ApplicationChoice.Java(java.source(), java.runtime(), startup),
                StageChoice.NONE,
                launch,
                DebugChoice.NONE);
    }

    private PlatformRequest onBase(StartupChoice.Mode mode, LaunchChoice launch) throws Exception {
        return request(mode, fixture.base("base:1"), launch);
    }

    private PlatformRequest onRoot(StartupChoice.Mode mode, LaunchChoice launch) throws Exception {
        return request(mode, new FoundationChoice.Distroless(List.of()), launch);
    }

    private static LaunchChoice launchIn(String folder) {
        LaunchChoice any = BuildFixture.launch(List.of());
        return new LaunchChoice(
                any.entryPoint(),
                any.profile(),
                any.jvmFlags(),
                any.arguments(),
                any.environment(),
                any.labels(),
                any.ports(),
                any.user(),
                folder,
                any.created());
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "CDS", "AOT", "AUTO"})
    void checkWhenThereIsABaseSaysThatItHasARuntimeOfItsOwn(StartupChoice.Mode mode) throws Exception {
        PlatformRequest request = onBase(mode, BuildFixture.launch(List.of()));

        Problem problem = assertProblem("startup-impossible", request::check);
        assertThat(problem.what()).contains("<base>");
        assertThat(problem.found()).isEqualTo(mode.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD", "NONE"})
    void checkWhenThereIsABaseAndNothingIsAskedForIsContent(StartupChoice.Mode mode) throws Exception {
        onBase(mode, BuildFixture.launch(List.of("/usr/bin/x"))).check();
    }

    @Test
    void checkWhenAnotherCommandIsStartedSaysThatItIsNotTheOneOfTheTraining() throws Exception {
        PlatformRequest request = onRoot(StartupChoice.Mode.AUTO, BuildFixture.launch(List.of("/usr/bin/x")));

        assertThat(assertProblem("startup-impossible", request::check).what()).contains("<entryPoint>");
    }

    @Test
    void checkWhenItStartsElsewhereSaysWhereItMustStart() throws Exception {
        Problem problem = assertProblem("startup-impossible", () -> onRoot(StartupChoice.Mode.CDS, launchIn("/srv"))
                .check());

        assertThat(problem.what()).contains("/app");
        assertThat(problem.found()).isEqualTo("/srv");
    }

    @Test
    void checkWhenTheArchiveIsOfTheRuntimeAloneLetsAnythingBeStartedAnywhere() throws Exception {
        onRoot(StartupChoice.Mode.BASE, BuildFixture.launch(List.of("/usr/bin/x")))
                .check();
        onRoot(StartupChoice.Mode.BASE, launchIn("/srv")).check();
    }

    @Test
    void withoutStartupTrainsNothing() throws Exception {
        PlatformRequest request = onBase(StartupChoice.Mode.AUTO, BuildFixture.launch(List.of()));

        request.withoutStartup().check();
    }
}
