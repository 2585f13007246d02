package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.build.ApplicationChoice.JdkChoice;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.runtime.JdkArchive;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every case ends before anything is fetched. */
@EnabledOnOs(OS.LINUX)
class RuntimeMakerTest {
    private static final int RELEASE = Runtime.version().feature();
    private static final String ELSEWHERE =
            Platform.ofThisMachine().architecture().equals("arm64") ? "x86_64" : "aarch64";

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

    @Test
    void makeWhenJdkIsForAnotherPlatformThanTheImageSaysBoth() throws Exception {
        Path jdk = jdk(ELSEWHERE, RELEASE);
        Problem problem = assertProblem("jdk-other-platform", () -> build(Platform.ofThisMachine(), jdk));
        assertThat(problem.what()).contains(Platform.ofThisMachine().toString());
    }

    @Test
    void makeWhenJdkIsOfAnotherReleaseSaysWhichItMustBe() throws Exception {
        Path jdk = jdk(ELSEWHERE, RELEASE + 1);
        Problem problem = assertProblem("jdk-other-release", () -> build(Platform.ofJava("linux", ELSEWHERE), jdk));
        assertThat(problem.fix()).contains("run Maven with JDK " + (RELEASE + 1), "name a JDK " + RELEASE);
    }

    @Test
    void makeWhenJdkForAnotherPlatformHasNoJmodsSaysSo() throws Exception {
        Path jdk = jdk(ELSEWHERE, 25);
        Files.delete(jdk.resolve("jmods"));
        Files.writeString(jdk.resolve("release"), release(ELSEWHERE, RELEASE));
        assertProblem("jdk-without-jmods", () -> build(Platform.ofJava("linux", ELSEWHERE), jdk));
    }

    @Test
    void makeWhenJdkIsForMuslSaysSo() throws Exception {
        Path jdk = jdk(ELSEWHERE, RELEASE);
        Files.writeString(jdk.resolve("release"), release(ELSEWHERE, RELEASE) + "LIBC=\"musl\"\n");
        assertProblem("jdk-of-musl", () -> build(Platform.ofJava("linux", ELSEWHERE), jdk));
    }

    @Test
    void makeWhenThisMachineHasMuslLinksNotWithAJdkOfGlibc() throws Exception {
        String here = Platform.ofThisMachine().architecture().equals("arm64") ? "aarch64" : "x86_64";
        Path musl = jdk("musl", here, RELEASE);
        Files.writeString(musl.resolve("release"), release(here, RELEASE) + "LIBC=\"musl\"\n");
        ApplicationChoice.Java java =
                (ApplicationChoice.Java) fixture.java(new JdkChoice.Folder(jdk("glibc", here, RELEASE + 1)));
        ApplicationChoice.RuntimeChoice runtime =
                new ApplicationChoice.RuntimeChoice(musl, java.runtime().target(), false, List.of());
        Problem problem = assertProblem(
                "jdk-other-release",
                () -> build(
                        Platform.ofThisMachine(), new ApplicationChoice.Java(java.source(), runtime, java.startup())));
        assertThat(problem.found()).endsWith("linked by " + musl);
    }

    @ParameterizedTest
    @EnumSource(StartupChoice.Mode.class)
    void planWhenThePackedJdkIsNotHereFetchesNone(StartupChoice.Mode startup) throws Exception {
        JdkArchive absent = new JdkArchive(folder.resolve("none.tar.gz").toUri(), Digest.of("none"));
        ApplicationChoice.Java java = (ApplicationChoice.Java) fixture.java(new JdkChoice.Archive(absent));
        BuildRequest request = fixture.request(
                new FoundationChoice.Distroless(List.of()),
                new ApplicationChoice.Java(
                        java.source(), java.runtime(), new StartupChoice(startup, false, Training.NONE)),
                StageChoice.NONE);
        assertThat(new BuildPlan(fixture.workplace, fixture.registries, fixture.log).of(request))
                .filteredOn(stage -> stage.name().equals("runtime"))
                .extracting(PlannedStage::source)
                .containsExactly(PlannedStage.Source.LATER);
    }

    private void build(Platform platform, Path jdk) throws IOException, BuildException {
        build(platform, fixture.java(new JdkChoice.Folder(jdk)));
    }

    private void build(Platform platform, ApplicationChoice java) throws IOException, BuildException {
        fixture.build(fixture.request(
                java,
                StageChoice.NONE,
                BuildFixture.launch(List.of()),
                BuildFixture.on(platform, new FoundationChoice.Distroless(List.of()))));
    }

    /** A folder that looks like a JDK. */
    private Path jdk(String architecture, int release) throws IOException {
        return jdk("jdk", architecture, release);
    }

    private Path jdk(String name, String architecture, int release) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("jmods"));
        Files.writeString(home.resolve("release"), release(architecture, release));
        Files.writeString(Files.createDirectories(home.resolve("lib")).resolve("modules"), "");
        Path jlink = Files.createDirectories(home.resolve("bin")).resolve("jlink");
        Files.writeString(jlink, "");
        Files.setPosixFilePermissions(jlink, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private static String release(String architecture, int release) {
        return "JAVA_VERSION=\"" + release + ".0.1\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"" + architecture + "\"\n";
    }
}
