package dev.lapstrake.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readWhenUmaskAndTimeDifferGivesTheSameTree() throws Exception {
        Path open = sample("open", "rwxrwxrwx", "rw-rw-rw-", Instant.now());
        Path closed = sample("closed", "rwx------", "rw-------", Instant.EPOCH);
        assertThat(attributes(FolderReader.read(open))).isEqualTo(attributes(FolderReader.read(closed)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readKeepsLinksAndExecutables() throws Exception {
        Tree tree = FolderReader.read(sample("sample", "rwxr-xr-x", "rw-r--r--", Instant.now()));
        assertThat(tree.get(TreePath.of("bin/go"))).contains(Entry.link("run"));
        assertThat(tree.get(TreePath.of("bin/run")).orElseThrow().attributes()).isEqualTo(Attributes.EXECUTABLE);
        assertThat(tree.get(TreePath.of("readme")).orElseThrow().attributes()).isEqualTo(Attributes.FILE);
    }

    private Path sample(String name, String executable, String plain, Instant time) throws Exception {
        Path top = Files.createDirectories(folder.resolve(name));
        Path run = Files.writeString(Files.createDirectories(top.resolve("bin")).resolve("run"), "run");
        Path readme = Files.writeString(top.resolve("readme"), "read me");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString(executable));
        Files.setPosixFilePermissions(readme, PosixFilePermissions.fromString(plain));
        Files.setLastModifiedTime(run, FileTime.from(time));
        Files.createSymbolicLink(top.resolve("bin").resolve("go"), Path.of("run"));
        return top;
    }

    private static String attributes(Tree tree) {
        StringBuilder all = new StringBuilder();
        tree.entries()
                .forEach((path, entry) ->
                        all.append(path).append(entry.attributes()).append('\n'));
        return all.toString();
    }
}
