package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.DependencyLayers;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.runtime.FakeJdk;
import dev.lapstrake.runtime.RuntimeExtras;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.startup.ApplicationArchive;
import dev.lapstrake.startup.ArchiveStage;
import dev.lapstrake.startup.BaseArchive;
import dev.lapstrake.startup.JvmProfile;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.StartupChoice.Mode;
import dev.lapstrake.startup.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** No stage is run. */
class StartupStagesTest {
    /** No emulator has this name. */
    private static final Platform UNKNOWN = new Platform("linux", "none", "");

    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private BuildFixture fixture;
    private LaunchChoice launch = BuildFixture.launch(List.of());
    private Platform platform = Platform.ofHost();

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    private Optional<ArchiveStage> stage(Mode mode, Training training, int release) throws Exception {
        ApplicationChoice.Java java = (ApplicationChoice.Java) fixture.java();
        StartupChoice startup = new StartupChoice(mode, false, training);
        PlatformRequest request = new PlatformRequest(
                BuildFixture.on(platform, new FoundationChoice.Distroless(List.of())),
                new ApplicationChoice.Java(java.source(), java.runtime(), startup),
                StageChoice.NONE,
                launch,
                DebugChoice.NONE);
        RuntimeStage runtime =
                FakeJdk.in(folder.resolve("jdk"), release + ".0.1", "").stage("java.base", RuntimeExtras.NONE);
        try (Workshop workshop = Workshop.unlocked(fixture.workplace, fixture.registries, log)) {
            Application application = Application.of(
                    java.source(), startup.packing(release), DependencyLayers.STANDARD, fixture.project.jars(), log);
            return new StartupStages(workshop, request).of(application, runtime, runtime, List.of());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD", "BASE", "CDS", "AOT", "AUTO"})
    void ofWhenNoProgramOfThePlatformCanBeRunSaysThatTheImageHasNoArchive(Mode mode) throws Exception {
        platform = UNKNOWN;

        assertThat(stage(mode, Training.NONE, 25)).isEmpty();
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("linux/none gets no start-up archive", "qemu-user", "<startup>none</startup>");
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, 17", "NONE, 21"})
    void ofWhenNoArchiveIsWantedSaysNothing(Mode mode, int release) throws Exception {
        platform = UNKNOWN;

        assertThat(stage(mode, Training.NONE, release)).isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({"STANDARD, 21, false", "BASE, 17, true", "BASE, 21, true"})
    void ofWhenTheRuntimesOwnArchiveIsWantedNeedsItIfAnybodyAskedForIt(Mode mode, int release, boolean required)
            throws Exception {
        ArchiveStage stage = stage(mode, Training.NONE, release).orElseThrow();

        assertThat(stage).isInstanceOf(BaseArchive.class);
        assertThat(stage.isRequired()).isEqualTo(required);
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void ofWhenTheApplicationIsTrainedNeedsTheArchiveUnlessTheUserCanDoWithout(boolean required) throws Exception {
        Training none = Training.NONE;
        Training training = new Training(
                none.ready(), none.requests(), none.environment(), none.arguments(), none.timeout(), required);

        assertThat(stage(Mode.AUTO, training, 21).orElseThrow().isRequired()).isEqualTo(required);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofWhenTheImageIsAJobTrainsWithTheOptionsOfTheImage() throws Exception {
        launch = new LaunchChoice(
                launch.entryPoint(),
                JvmProfile.JOB,
                List.of("-Xss512k"),
                launch.arguments(),
                launch.environment(),
                launch.labels(),
                launch.ports(),
                launch.user(),
                launch.workingDirectory(),
                launch.created());

        ApplicationArchive archive =
                (ApplicationArchive) stage(Mode.CDS, Training.NONE, 21).orElseThrow();

        assertThat(archive.trainee().options())
                .containsSubsequence("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss512k");
        assertThat(archive.trainee().release()).isEqualTo(21);
    }
}
