package dev.lapstrake.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {
    @TempDir
    Path folder;

    private FileDigests digests(Duration later) throws Exception {
        Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
        return FileDigests.at(folder.resolve("kept"), clock);
    }

    @Test
    void ofWhenFileIsAsItWasReadsItOnce() throws Exception {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        try (FileDigests first = digests(Duration.ofMinutes(1))) {
            assertThat(first.of(jar)).isEqualTo(Digest.of("one"));
            assertThat(first.content(jar).sha256()).contains(Digest.of("one").hex());
            assertThat(first.read()).isEqualTo(1);
        }
        try (FileDigests second = digests(Duration.ofMinutes(1))) {
            assertThat(second.of(jar)).isEqualTo(Digest.of("one"));
            assertThat(second.read()).isZero();
        }
    }

    @Test
    void ofWhenFileHasChangedReadsItAgain() throws Exception {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        try (FileDigests first = digests(Duration.ofMinutes(1))) {
            first.of(jar);
        }
        Files.delete(jar);
        Files.writeString(jar, "two");
        try (FileDigests second = digests(Duration.ofMinutes(1))) {
            assertThat(second.of(jar)).isEqualTo(Digest.of("two"));
        }
    }

    @Test
    void ofWhenFileIsAsYoungAsTheReadingReadsItAgain() throws Exception {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        try (FileDigests first = digests(Duration.ZERO)) {
            first.of(jar);
        }
        try (FileDigests second = digests(Duration.ofMinutes(1))) {
            second.of(jar);
            assertThat(second.read()).isEqualTo(1);
        }
    }
}
