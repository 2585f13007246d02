package dev.lapstrake.archive;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.registry.SampleImages;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The programs here are scripts, which stand for what a machine may have. */
@DisabledOnOs(OS.WINDOWS)
class LoaderTest {
    private static final LoaderChoice ANY = new LoaderChoice(Optional.empty(), List.of());

    @TempDir
    Path folder;

    private ImageArchive archive;
    private Loaders loaders;

    @BeforeEach
    void make() throws Exception {
        Layout layout = Layout.at(folder.resolve("layout"));
        archive = ImageArchive.of(
                new ArchivedImage(
                        layout,
                        SampleImages.image(layout, Platform.LINUX_AMD64, 200_000),
                        List.of(ImageReference.parse("app:1", "image"))),
                ArchiveFormat.DOCKER);
        loaders = new Loaders(SearchPath.of(folder.resolve("none") + File.pathSeparator + folder));
    }

    @Test
    void loadHandsTheWholeArchiveToTheProgram() throws Exception {
        program("podman", "cat > '" + folder + "/got'; echo \"$*\"; echo done >&2");

        assertThat(loaders.find(ANY).load(archive, folder)).containsExactly("load", "done");

        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        archive.write(whole);
        assertThat(folder.resolve("got")).hasBinaryContent(whole.toByteArray());
    }

    @Test
    void findWhenThereAreSeveralTakesDockerAndOtherwiseTheOneThatIsNamed() throws Exception {
        program("podman", "");
        program("docker", "");
        program("ctr", "");
        assertThat(loaders.find(ANY).name()).isEqualTo("docker");
        assertThat(loaders.find(new LoaderChoice(Optional.of("ctr"), List.of())).arguments())
                .containsExactly("images", "import", "-");
        Path file = folder.resolve("podman");
        Loader own = loaders.find(new LoaderChoice(Optional.of(file.toString()), List.of("--remote", "load")));
        assertThat(own).isEqualTo(new Loader(file, List.of("--remote", "load")));
    }

    @Test
    void findWhenThereIsNoneSaysWhatToInstall() {
        assertThat(assertProblem("loader-missing", () -> loaders.find(ANY)).text())
                .contains("docker, podman, nerdctl, ctr", "lapstrake:tar");
        assertProblem("loader-missing", () -> loaders.find(new LoaderChoice(Optional.of("podman"), List.of())));
    }

    @Test
    void loadWhenTheProgramStopsReadingSaysWhatItSaid() throws Exception {
        program("docker", "echo 'Cannot connect to the Docker daemon'; exit 1");
        assertThat(assertProblem("loader-failed", () -> loaders.find(ANY).load(archive, folder))
                        .what())
                .contains("exit code 1", "Cannot connect to the Docker daemon");
    }

    @Test
    void loadWhenTheProgramFailsAtTheEndSaysSo() throws Exception {
        program("docker", "cat > /dev/null; exit 3");
        assertThat(assertProblem("loader-failed", () -> loaders.find(ANY).load(archive, folder))
                        .what())
                .contains("exit code 3", "it said nothing");
    }

    @Test
    void loadWhenTheProgramIsNoneSaysSo() throws Exception {
        Path broken = folder.resolve("docker");
        Files.writeString(broken, "#!/nowhere/at/all\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertProblem("loader-failed", () -> loaders.find(ANY).load(archive, folder));
    }

    private void program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
