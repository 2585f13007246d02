package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.ImageFormat;
import dev.lapstrake.root.apt.Mirror;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+01:00, 2026-01-31T11:00:00Z",
        "86400, 1970-01-02T00:00:00Z",
        "x, 1970-01-01T00:00:00Z",
        "1980-02-01T00:00:00Z, 1970-01-01T00:00:00Z"
    })
    void creationTimeReadsWhatMavenDoes(String text, Instant time) throws Exception {
        assertThat(Parsed.creationTime(text)).isEqualTo(time);
    }

    @Test
    void creationTimeWhenNothingIsWrittenIsTheEpoch() throws Exception {
        assertThat(Parsed.creationTime(null)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void creationTimeWhenMalformedSaysSo() {
        assertProblem("creation-time-malformed", () -> Parsed.creationTime("yesterday"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "", "/app/../etc", "/app/..", "//app"})
    void workingDirectoryWhenNotAbsoluteSaysSo(String text) {
        assertProblem("working-directory-malformed", () -> Parsed.workingDirectory(text));
    }

    @ParameterizedTest
    @CsvSource({"/app, /app", "/app/, /app", "/, /", "/srv/a b/, /srv/a b"})
    void workingDirectoryIsTheSameWithASlashBehindIt(String text, String folder) throws Exception {
        assertThat(Parsed.workingDirectory(text)).isEqualTo(folder);
    }

    @Test
    void javaWhenUnknownSaysSo() throws Exception {
        assertThat(Parsed.wholeJavaSe("jre")).isTrue();
        assertThat(Parsed.wholeJavaSe("linked")).isFalse();
        assertProblem("java-unknown", () -> Parsed.wholeJavaSe("jdk"));
    }

    @Test
    void applicationWhenUnknownSaysSo() throws Exception {
        assertThat(Parsed.withoutJava("none")).isTrue();
        assertThat(Parsed.withoutJava("java")).isFalse();
        assertProblem("application-unknown", () -> Parsed.withoutJava("node"));
    }

    @Test
    void planWhenFormIsUnknownSaysSo() throws Exception {
        assertThat(Parsed.asGraph("dot")).isTrue();
        assertThat(Parsed.asGraph("text")).isFalse();
        assertProblem("plan-form-unknown", () -> Parsed.asGraph("png"));
    }

    @Test
    void mirrorReadsAnAddressOrNothing() throws Exception {
        assertThat(Parsed.mirror(null)).isEmpty();
        assertThat(Parsed.mirror("http://mirror.example.com/debian"))
                .contains(Mirror.of("http://mirror.example.com/debian"));
        assertProblem("mirror-malformed", () -> Parsed.mirror("mirror.example.com"));
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "10m, 600", "1h, 3600", "30d, 2592000", "15, 15", "' 2 m ', 120"})
    void durationReadsANumberAndItsUnit(String text, long seconds) throws Exception {
        assertThat(Quantity.duration("wait", text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1s", "1w", "1.5h", "99999999999"})
    void durationWhenMalformedSaysSo(String text) {
        assertThat(assertProblem("duration-malformed", () -> Quantity.duration("wait", text))
                        .what())
                .contains("<wait>");
    }

    @ParameterizedTest
    @CsvSource({
        "10GB, 10000000000",
        "500MB, 500000000",
        "1.5 GB, 1500000000",
        "64kB, 64000",
        "1T, 1000000000000",
        "7, 7"
    })
    void sizeReadsANumberAndItsUnit(String text, long bytes) throws Exception {
        assertThat(Quantity.size("limit", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1GB", "1GiB", "10 apples"})
    void sizeWhenMalformedSaysSo(String text) {
        assertThat(assertProblem("size-malformed", () -> Quantity.size("limit", text))
                        .what())
                .contains("<limit>");
    }

    @Test
    void listWhenElementIsEmptyLeavesItOut() {
        assertThat(Parsed.list(Arrays.asList("-Xa", null, ""))).containsExactly("-Xa");
    }

    @Test
    void namedTakesWhatThePomHasAndOverItWhatPropertiesSay() {
        Map<String, String> written = new HashMap<>(Map.of("A", "1", "B", "2"));
        written.put("EMPTY", null);
        Properties properties = new Properties();
        properties.setProperty("lapstrake.environment.B", "3");
        properties.setProperty("lapstrake.labels.C", "4");
        assertThat(Parsed.named("environment", written, properties))
                .containsExactly(Map.entry("A", "1"), Map.entry("B", "3"), Map.entry("EMPTY", ""));
    }

    @Test
    void cacheFolderFollowsTheConventionOfTheSystem() {
        Path home = Path.of("home").toAbsolutePath();
        Path xdg = Path.of("xdg").toAbsolutePath();
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", xdg.toString()), "Linux", home))
                .isEqualTo(xdg);
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home))
                .isEqualTo(home.resolve(".cache"));
        assertThat(CacheFolder.of(Map.of(), "Mac OS X", home)).isEqualTo(home.resolve("Library/Caches"));
        assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", xdg.toString()), "Windows 11", home))
                .isEqualTo(xdg);
    }

    @Test
    void formatWhenItIsNoneSaysSo() throws Exception {
        assertThat(Parsed.format("oci")).isEqualTo(ImageFormat.OCI);
        assertThat(Parsed.format("docker")).isEqualTo(ImageFormat.DOCKER);
        assertProblem("format-unknown", () -> Parsed.format("Docker"));
        assertProblem("compression-unknown", () -> Parsed.compression("xz"));
    }
}
