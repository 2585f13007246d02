package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.Training;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private PlatformRequest request(StartupChoice.Mode mode, LaunchChoice launch) throws Exception {
        ApplicationChoice.Java java = (ApplicationChoice.Java) fixture.java();
        StartupChoice startup = new StartupChoice(mode, false, Training.NONE);
        return new PlatformRequest(
                BuildFixture.on(Platform.LINUX_AMD64, fixture.base("base:1")),
                new ApplicationChoice.Java(java.source(), java.runtime(), startup),
                StageChoice.NONE,
                launch,
                DebugChoice.NONE);
    }

    @Test
    void checkWhenThereIsABaseSaysThatItHasARuntimeOfItsOwn() throws Exception {
        PlatformRequest request = request(StartupChoice.Mode.CDS, BuildFixture.launch(List.of()));

        assertThat(assertProblem("startup-impossible", request::check).what()).contains("<base>");
    }

    @Test
    void checkWhenNothingIsTrainedIsContent() throws Exception {
        request(StartupChoice.Mode.BASE, BuildFixture.launch(List.of("/usr/bin/x")))
                .check();
    }

    @Test
    void withoutStartupTrainsNothing() throws Exception {
        PlatformRequest request = request(StartupChoice.Mode.AUTO, BuildFixture.launch(List.of()));

        request.withoutStartup().check();
    }
}
