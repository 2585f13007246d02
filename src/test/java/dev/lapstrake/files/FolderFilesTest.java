package dev.lapstrake.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderFilesTest {
    @TempDir
    Path temporary;

    private Path folder;
    private Path indexes;
    private final RecordedLog log = new RecordedLog();

    @BeforeEach
    void sample() throws IOException {
        folder = Files.createDirectories(temporary.resolve("project"));
        indexes = temporary.resolve("indexes");
        Files.writeString(folder.resolve("a.js"), "aaaa");
        Files.writeString(Files.createDirectories(folder.resolve("src")).resolve("b.js"), "bbbb");
    }

    private SortedMap<String, String> read() throws IOException, BuildException {
        return new FolderFiles(indexes, log).read(folder, Patterns.ALL).states();
    }

    /** Reads when the files are no longer young. */
    private SortedMap<String, String> readLater() throws IOException, BuildException {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        return new FolderFiles(indexes, log, later).read(folder, Patterns.ALL).states();
    }

    private String counts() {
        String last = log.details().get(log.details().size() - 1);
        return last.substring(last.indexOf(": ") + 2);
    }

    @Test
    void readWhenNothingChangedLooksAtEachFileAndReadsNone() throws Exception {
        SortedMap<String, String> first = read();
        assertThat(counts()).isEqualTo("2 files looked at, 2 read");
        assertThat(readLater()).isEqualTo(first);
        assertThat(counts()).isEqualTo("2 files looked at, 2 read");
        assertThat(read()).isEqualTo(first);
        assertThat(counts()).isEqualTo("2 files looked at, 0 read");
        Files.writeString(folder.resolve("a.js"), "AAAA");
        assertThat(read()).isNotEqualTo(first);
        assertThat(counts()).isEqualTo("2 files looked at, 1 read");
    }

    @Test
    void readWhenFileChangesWithinTheGrainOfTheClockNoticesIt() throws Exception {
        FileTime time = FileTime.from(Instant.now());
        Files.setLastModifiedTime(folder.resolve("a.js"), time);
        SortedMap<String, String> first = read();
        Files.writeString(folder.resolve("a.js"), "AAAA");
        Files.setLastModifiedTime(folder.resolve("a.js"), time);
        assertThat(read()).isNotEqualTo(first);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readWhenSizeAndTimeAreSetBackNoticesTheChange() throws Exception {
        SortedMap<String, String> first = readLater();
        FileTime time = Files.getLastModifiedTime(folder.resolve("a.js"));
        Files.writeString(folder.resolve("a.js"), "AAAA");
        Files.setLastModifiedTime(folder.resolve("a.js"), time);
        assertThat(read()).isNotEqualTo(first);
        assertThat(counts()).isEqualTo("2 files looked at, 1 read");
    }

    @Test
    void readWhenIndexIsDamagedReadsTheFilesAnew() throws Exception {
        SortedMap<String, String> first = readLater();
        try (Stream<Path> files = Files.list(indexes)) {
            for (Path index : files.toList()) {
                byte[] bytes = Files.readAllBytes(index);
                for (int at = 0; at < bytes.length; at += 7) {
                    byte[] damaged = bytes.clone();
                    damaged[at] ^= 1;
                    Files.write(index, damaged);
                    assertThat(read()).isEqualTo(first);
                }
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void statesTellModeAndLinkAndContentButNoTimeAndNoPlace() throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a.js"));
        SortedMap<String, String> first = read();
        assertThat(first).containsOnlyKeys("a.js", "link", "src", "src/b.js").containsEntry("link", "link a.js");
        Files.setLastModifiedTime(folder.resolve("a.js"), FileTime.from(Instant.EPOCH));
        Path moved = Files.move(folder, temporary.resolve("moved"));
        folder = moved;
        assertThat(read()).isEqualTo(first);
        assertThat(folder.resolve("a.js").toFile().setExecutable(true)).isTrue();
        assertThat(read()).isNotEqualTo(first).containsEntry("src/b.js", String.valueOf(first.get("src/b.js")));
    }

    @Test
    void readWhenFolderIsNotThereFails() {
        assertThatThrownBy(() -> new FolderFiles(indexes, log).read(folder.resolve("none"), Patterns.ALL))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void readLeavesOutWhatPatternsDoNotMatchAndNeverLooksIntoIt() throws Exception {
        Path modules = Files.createDirectories(folder.resolve("node_modules/x"));
        Files.writeString(modules.resolve("c.js"), "c");
        Files.createDirectories(folder.resolve(".git/objects"));
        Patterns patterns = new Patterns(List.of(), List.of("node_modules"));
        assertThat(new FolderFiles(indexes, log).read(folder, patterns).states().keySet())
                .isEqualTo(Set.of("a.js", "src", "src/b.js"));
    }
}
