package dev.lapstrake.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
    void ofWhenABuildBetweenHadNoNeedOfItReadsItOnce() throws Exception {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        Path other = Files.writeString(folder.resolve("b.jar"), "two");
        for (Path each : new Path[] {jar, other}) {
            try (FileDigests digests = digests(Duration.ofMinutes(1))) {
                digests.of(each);
            }
        }
        try (FileDigests last = digests(Duration.ofMinutes(1))) {
            last.of(jar);
            assertThat(last.read()).isZero();
        }
    }

    @Test
    void ofEachKeepsTheOrderAndReadsWhatIsNotKnown() throws Exception {
        Path one = Files.writeString(folder.resolve("a.jar"), "one");
        Path two = Files.writeString(folder.resolve("b.jar"), "two");
        Path three = Files.writeString(folder.resolve("c.jar"), "three");
        try (FileDigests digests = digests(Duration.ofMinutes(1))) {
            digests.of(two);
            assertThat(digests.ofEach(List.of(three, two, one)))
                    .containsExactly(Digest.of("three"), Digest.of("two"), Digest.of("one"));
            assertThat(digests.read()).isEqualTo(3);
        }
    }

    @Test
    void hasWhenAFileIsYoungAndGotAnotherNameReadsItOnce() throws Exception {
        Path blob = Files.writeString(folder.resolve("blob"), "one");
        try (FileDigests digests = digests(Duration.ZERO)) {
            assertThat(digests.has(blob, Digest.of("one"))).isTrue();
            Files.createLink(folder.resolve("other"), blob);
            assertThat(digests.has(blob, Digest.of("one"))).isTrue();
            assertThat(digests.has(blob, Digest.of("two"))).isFalse();
            assertThat(digests.read()).isEqualTo(1);
            Files.writeString(folder.resolve("other"), "damage");
            assertThat(digests.has(blob, Digest.of("one"))).isFalse();
        }
    }

    @Test
    void ofAllIsOfNamesContentsAndOrder() throws Exception {
        Path one = Files.writeString(folder.resolve("a.jar"), "one");
        Path two = Files.writeString(folder.resolve("b.jar"), "two");
        Path again = Files.writeString(folder.resolve("c.jar"), "one");
        try (FileDigests digests = digests(Duration.ofMinutes(1))) {
            assertThat(digests.ofAll(List.of(one, two)))
                    .isEqualTo(digests.ofAll(List.of(one, two)))
                    .isNotEqualTo(digests.ofAll(List.of(two, one)))
                    .isNotEqualTo(digests.ofAll(List.of(again, two)));
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
