package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Platform;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
    @TempDir
    Path etcApt;

    @Test
    void ofWhenSecurityIsNotGivenFindsItBeside() throws Exception {
        assertThat(Mirror.of("https://mirror.example/pub/debian/").security())
                .isEqualTo(URI.create("https://mirror.example/pub/debian-security"));
        assertThat(Mirror.of("https://snapshot.debian.org/archive/debian/20260101T000000Z")
                        .security())
                .isEqualTo(URI.create("https://snapshot.debian.org/archive/debian-security/20260101T000000Z"));
    }

    @Test
    void ofWhenSecurityIsGivenTakesIt() throws Exception {
        Mirror mirror = Mirror.of("https://mirror.example/d", "https://mirror.example/s/");
        assertThat(mirror.base("trixie-updates")).isEqualTo(URI.create("https://mirror.example/d"));
        assertThat(mirror.base("trixie-security")).isEqualTo(URI.create("https://mirror.example/s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mirror.example/debian", "ftp://mirror.example/debian", "https://mirror.example/ubuntu", "a b"})
    void ofWhenNoMirrorSaysSo(String text) {
        assertProblem("mirror-malformed", () -> Mirror.of(text));
    }

    @Test
    void ofWhenThereIsAPasswordDoesNotRepeatIt() {
        assertThat(assertProblem("mirror-malformed", () -> Mirror.of("https://me:secret@mirror.example/debian"))
                        .text())
                .doesNotContain("secret")
                .contains("mirror.example");
    }

    @Test
    void snapshotWhenAskedInADayIsThatOfItsBeginning() {
        assertThat(Mirror.snapshot(Instant.parse("2026-11-23T17:18:19Z")).main())
                .isEqualTo(URI.create("https://snapshot.debian.org/archive/debian/20261123T000000Z"));
    }

    @Test
    void readWhenParagraphsNameDebianTakesIt() throws Exception {
        write("sources.list.d/debian.sources", """
                Types: deb deb-src
                # as it was
                URIs: http://mirror.example/debian/
                Suites: bookworm
                 bookworm-updates
                Components: main contrib
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                Types: deb
                URIs: http://security.example/debian-security
                Suites: bookworm-security
                Components: main
                """);
        assertThat(HostSources.read(etcApt))
                .contains(Mirror.of("http://mirror.example/debian", "http://security.example/debian-security"));
    }

    @Test
    void readWhenLinesNameDebianTakesIt() throws Exception {
        write("sources.list", """
                # deb http://old.example/debian bookworm main
                deb-src http://source.example/debian bookworm main
                deb [arch=amd64] http://mirror.example/debian bookworm main non-free
                """);
        assertThat(HostSources.read(etcApt)).contains(Mirror.of("http://mirror.example/debian"));
    }

    @Test
    void readWhenOthersHaveAddressesThatEndAlikePassesThemOver() throws Exception {
        write("sources.list", """
                deb https://containers.example/linux/debian bookworm stable
                deb [signed-by=/usr/share/keyrings/database.gpg] https://database.example/debian bookworm main
                deb cdrom:[Debian]/debian bookworm main
                """);
        write("sources.list.d/more.sources", """
                Enabled: no
                Types: deb
                URIs: http://mirror.example/debian
                Suites: bookworm
                Components: main
                """);
        assertThat(HostSources.read(etcApt)).isEmpty();
        assertThat(HostSources.read(etcApt.resolve("missing"))).isEqualTo(Optional.empty());
    }

    private void write(String name, String text) throws Exception {
        Path file = etcApt.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void parseWhenSuiteIsUnknownListsTheKnown() throws Exception {
        assertThat(Suite.parse("bookworm")).isEqualTo(Suite.BOOKWORM);
        assertThat(assertProblem("suite-unknown", () -> Suite.parse("stable")).fix())
                .contains("trixie", "bookworm");
    }

    @Test
    void ofWhenPlatformIsOneOfDebiansGivesItsName() throws Exception {
        assertThat(Architecture.of(Platform.parse("linux/arm64"))).isEqualTo(Architecture.ARM64);
        assertThat(Architecture.of(Platform.parse("linux/arm/v7"))).isEqualTo(Architecture.ARMHF);
        assertThat(Architecture.of(Platform.parse("linux/ppc64le")).triplet()).isEqualTo("powerpc64le-linux-gnu");
        assertProblem("platform-unsupported", () -> Architecture.of(Platform.parse("windows/amd64")));
        assertProblem("platform-unsupported", () -> Architecture.of(Platform.parse("linux/wasm")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trixie", "bookworm"})
    void ofWhenSuiteIsKnownHasItsKeys(String suite) throws Exception {
        assertThat(Keyring.of(Suite.parse(suite)).open().readAllBytes()).hasSizeGreaterThan(10_000);
    }
}
