package dev.lapstrake.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ImageFolderTest {
    @TempDir
    Path folder;

    private static final SearchPath NOWHERE = new SearchPath(List.of());

    private ImageFolder image() {
        return ImageFolder.at(folder.resolve("root"), Platform.ofThisMachine(), NOWHERE)
                .orElseThrow();
    }

    @Test
    void addWhenALinkIsAbsoluteKeepsItWithinTheFolder() throws Exception {
        image().add(Tree.EMPTY
                .with(TreePath.of("etc/real"), Entry.file("text"))
                .with(TreePath.of("opt/a/link"), Entry.link("/etc/real"))
                .withParents());

        assertThat(folder.resolve("root/opt/a/link")).hasContent("text");
    }

    @Test
    void addGivesFilesTheTimeThatShips() throws Exception {
        image().add(Tree.EMPTY.with(TreePath.of("a"), Entry.file("x")));

        assertThat(Files.getLastModifiedTime(folder.resolve("root/a")).toMillis())
                .isEqualTo(1000);
    }

    @Test
    void javaWhenTheImageHasALoaderUsesItsLibraries() throws Exception {
        image().add(Tree.EMPTY
                .with(TreePath.of("usr/lib64/ld-linux-x86-64.so.2"), Entry.file(""))
                .with(TreePath.of("usr/lib/x86_64-linux-gnu/libc.so.6"), Entry.file(""))
                .withParents());
        Path root = folder.resolve("root");

        assertThat(image().java())
                .containsExactly(
                        root + "/usr/lib64/ld-linux-x86-64.so.2",
                        "--library-path",
                        root + "/usr/lib/x86_64-linux-gnu",
                        root + "/opt/java/bin/java");
    }

    @Test
    void javaWhenTheImageHasNoLoaderUsesTheMachines() throws Exception {
        Files.createDirectories(folder.resolve("root"));
        assertThat(image().java())
                .containsExactly(folder.resolve("root/opt/java/bin/java").toString());
    }

    @Test
    void atWhenTheProcessorIsAnotherNeedsAnEmulator() throws Exception {
        Platform other = Platform.parse("linux/s390x");
        Path emulator = Files.writeString(folder.resolve("qemu-s390x-static"), "");
        assertThat(emulator.toFile().setExecutable(true)).isTrue();

        assertThat(ImageFolder.at(folder, other, NOWHERE)).isEmpty();
        assertThat(ImageFolder.at(folder, other, new SearchPath(List.of(folder.toString())))
                        .flatMap(ImageFolder::emulator))
                .isEqualTo(Optional.of(emulator.toFile()));
    }
}
