package dev.lapstrake.lock;

import static dev.lapstrake.Problems.assertProblem;
import static dev.lapstrake.lock.SampleLocks.lock;
import static dev.lapstrake.lock.SampleLocks.png;
import static dev.lapstrake.lock.SampleLocks.trixie;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    @TempDir
    Path folder;

    /** What is written must not change by itself: it is under version control in other projects. */
    @Test
    void textSaysOneFactALine() {
        assertThat(lock().text()).isEqualTo("""
                lapstrake.lock 1
                # Written by lapstrake:lock. Review it, commit it, and change it only by running that goal again.

                [linux/amd64]
                snapshot 2026-11-25T12:00:00Z
                jdk 17.0.15
                  identity sha256:b3882926299a08c0b859f8b07105576b6e48928f81c2357b17e6b59649deed2f
                image registry.example.com/base:1
                  digest sha256:cae662172fd450bb0cd710a769079c05bfc5d8e35efa6576edc7d0377afdd4a2

                [linux/amd64 trixie]
                snapshot 2026-11-25T12:00:00Z
                signed-by 4CB50190207B4758A3F73A796ED0E7B82643E131
                package libpng16-16t64
                  version 1.6.48-1+b1
                  architecture amd64
                  source libpng1.6 1:1.6.48-1
                  archive trixie
                  path pool/main/libp/libpng1.6/libpng16-16t64_1.6.48-1+b1_amd64.deb
                  size 2437
                  sha256 a47dce4c62ab9034e9a1db8ba7e539e15eadba8efbd60599612a3e23006805ce
                package libssl3t64
                  version 3.5.1-1
                  architecture amd64
                  source openssl 3.5.1-1
                  archive trixie-security
                  path pool/main/o/openssl/libssl3t64_3.5.1-1_amd64.deb
                  size 2437
                  sha256 d2062df63fb117fbda187313aac7548066167dd3bd726dd7235fcc6e7a205145
                  snapshot 2026-11-25T13:00:00Z

                checksum sha256:fdbdfe84d8085850ba0585bfd94655fd997739b2e4ed02dce731693b7e5cfd93
                """);
    }

    @Test
    void parseGivesWhatWasWritten() throws Exception {
        assertThat(Lock.parse(lock().text())).isEqualTo(lock());
        assertThat(Lock.parse(Lock.EMPTY.text())).isEqualTo(Lock.EMPTY);
        assertThat(Lock.parse(lock().text().replace("\n", "\r\n"))).isEqualTo(lock());
    }

    @Test
    void parseWhenAnyLineIsAnotherSaysSo() {
        List<String> lines = lock().text().lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            String changed = lock().text().replace("\n" + line + "\n", "\n" + line + "x\n");
            assertProblem("lock-tampered", () -> Lock.parse(changed));
        }
        assertProblem("lock-tampered", () -> Lock.parse("lapstrake.lock 1\n"));
        assertProblem("lock-tampered", () -> Lock.parse(lock().text() + "package more\n"));
    }

    @Test
    void parseWhenTheChecksumIsMendedButSomethingIsNotSoundSaysSo() {
        assertMalformed("pool/main/o/", "../main/o/");
        assertMalformed("  size 2437", "  size -1");
        assertMalformed("  size 2437", "  size much");
        assertMalformed("  sha256 ", "  sha512 ");
        assertMalformed("  version 3.5.1-1", "  version 3 5");
        assertMalformed("snapshot 2026-11-25T12:00:00Z", "snapshot yesterday");
        assertMalformed("snapshot 2026-11-25T12:00:00Z\n", "");
        assertMalformed("snapshot 2026-11-25T12:00:00Z\nsigned", "signed");
        assertMalformed("snapshot 2026-11-25T12:00:00Z", "snapshot +1000000000-12-31T23:59:59Z");
        assertMalformed("snapshot 2026-11-25T13:00:00Z", "snapshot 1969-12-31T23:59:59Z");
        assertMalformed("signed-by ", "signed-by nobody ");
        assertMalformed("[linux/amd64]\n", "");
        assertMalformed("[linux/amd64 trixie]", "[linux/amd64 trixie");
        assertMalformed("identity sha256:", "identity md5:");
    }

    private static void assertMalformed(String part, String other) {
        String text = lock().text();
        assertThat(text).contains(part);
        String content =
                text.substring(0, text.indexOf("checksum")).replaceFirst(java.util.regex.Pattern.quote(part), other);
        assertProblem("lock-malformed", () -> Lock.parse(content + "checksum " + Digest.of(content) + "\n"));
    }

    @Test
    void parseWhenItIsAnotherFileOrOfALaterVersionSaysSo() {
        assertProblem("lock-malformed", () -> Lock.parse(""));
        assertProblem("lock-malformed", () -> Lock.parse("<<<<<<< HEAD\n" + lock().text()));
        assertProblem(
                "lock-malformed", () -> Lock.parse(lock().text().replace("lapstrake.lock 1", "lapstrake.lock 2")));
    }

    @Test
    void parseWhenAnythingIsChangedNeverFailsOtherwise() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            StringBuilder text = new StringBuilder(lock().text());
            int at = random.nextInt(text.length());
            text.replace(at, Math.min(text.length(), at + random.nextInt(40)), random.nextBoolean() ? "\n" : " [x] ");
            String content = text.substring(0, Math.max(0, text.lastIndexOf("checksum")));
            try {
                Lock.parse(content + "checksum " + Digest.of(content) + "\n");
            } catch (BuildException e) {
                assertThat(e.problem().id()).startsWith("lock-");
            }
        }
    }

    @Test
    void fileWhenWrittenIsReadAndElseIsEmpty() throws Exception {
        LockFile file = LockFile.in(folder);
        assertThat(file.read()).isEmpty();
        file.write(lock());
        assertThat(file.read()).contains(lock());
        assertThat(Files.readString(folder.resolve("lapstrake.lock"))).isEqualTo(lock().text());
    }

    @Test
    void withoutAPlatformKeepsWhatIsForOthers() {
        LockedSuite arm = LockedSuite.of("linux/arm64/v8", "trixie", SampleLocks.NOON, List.of(), List.of(png()));
        LockedSuite bookworm = LockedSuite.of("linux/amd64", "bookworm", SampleLocks.NOON, List.of(), List.of(png()));
        Lock before = lock().with(new Lock(List.of(), List.of(arm, bookworm)));
        Lock after = before.without("linux/amd64", "linux/amd64").with(new Lock(List.of(), List.of(trixie(png()))));
        assertThat(after.suites()).containsExactly(trixie(png()), arm);
        assertThat(after.platforms()).isEmpty();
    }
}
