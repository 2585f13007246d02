package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.deb.DebBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    @TempDir
    Path folder;

    private FakeArchive fake;

    @BeforeEach
    void publish() throws Exception {
        fake = new FakeArchive(folder).add(DebBuilder.of("tool", "1.0")).publish();
    }

    private static Archive open(ArchiveRequest request) throws IOException, BuildException {
        return Archive.open(request, BuildLog.SILENT);
    }

    private Path fetched(ArchiveRequest request) throws IOException, BuildException {
        Archive archive = open(request);
        return archive.fetch(archive.index().find("tool").orElseThrow().origin());
    }

    @Test
    void fetchWhenAllIsSignedGivesTheFile() throws Exception {
        assertThat(fetched(fake.request())).hasSameBinaryContentAs(folder.resolve("debian/pool/main/tool_1.0.deb"));
    }

    @Test
    void indexWhenSecurityIsNewerHasThatVersion() throws Exception {
        fake.add("trixie-updates", DebBuilder.of("tool", "1.0+deb13u1"))
                .add("trixie-security", DebBuilder.of("tool", "1.0+deb13u2"))
                .publish();
        DebianPackage tool =
                open(fake.request()).index().find("tool").orElseThrow().origin();
        assertThat(tool.version()).isEqualTo(new Version("1.0+deb13u2"));
        assertThat(tool.archive()).isEqualTo("trixie-security");
        assertThat(fetched(fake.request())).isRegularFile();
    }

    @Test
    void openWhenUnsignedFails() throws Exception {
        Files.writeString(fake.inRelease("trixie"), "Codename: trixie\n");
        assertProblem("archive-signature-wrong", () -> open(fake.request()));
    }

    @Test
    void openWhenTextIsTamperedWithFails() throws Exception {
        Path file = fake.inRelease("trixie");
        Files.writeString(file, Files.readString(file).replace("Codename: trixie", "Codename: trixie "));
        open(fake.request()); // blanks at the end of a line are not signed
        Files.writeString(file, Files.readString(file).replace("Codename", "Suite: x\nCodename"));
        assertProblem("archive-signature-wrong", () -> open(afterAnHour()));
    }

    @Test
    void standingIsWhatTheArchivesSaidUntilTheyHaveToBeAskedAgain() throws Exception {
        assertThat(fake.request().standing()).isEmpty();
        open(fake.request());
        Optional<Digest> said = fake.request().standing();
        assertThat(said).isPresent();
        assertThat(afterAnHour().standing()).isEmpty();
        assertThat(afterAnHour().offline(true).standing()).isEqualTo(said);
        fake.add(DebBuilder.of("tool", "1.1")).publish();
        open(afterAnHour());
        assertThat(afterAnHour().standing()).isPresent().isNotEqualTo(said);
    }

    private ArchiveRequest afterAnHour() throws BuildException {
        return fake.request().at(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61)));
    }

    @Test
    void openWhenTextStandsBesideTheSignedOneFails() throws Exception {
        Path file = fake.inRelease("trixie");
        String message = Files.readString(file);
        Files.writeString(file, "Codename: trixie\n\n" + message);
        assertProblem("archive-signature-wrong", () -> open(fake.request()));
        Files.writeString(file, message + "\nCodename: trixie\n");
        assertProblem("archive-signature-wrong", () -> open(fake.request()));
    }

    @Test
    void openWhenSignedByAnotherKeyFails() throws Exception {
        fake.publish(TestKey.create());
        assertProblem("archive-signature-wrong", () -> open(fake.request()));
    }

    @Test
    void openWhenTheKeyHasExpiredOrIsRevokedOrNotForSigningFails() throws Exception {
        TestKey expired = TestKey.create(Duration.ofDays(1), KeyFlags.SIGN_DATA);
        TestKey revoked = TestKey.create().revoked();
        TestKey other = TestKey.create(Duration.ofDays(100), KeyFlags.AUTHENTICATION);
        for (TestKey key : List.of(expired, revoked, other)) {
            fake.publish(key);
            assertProblem("archive-signature-wrong", () -> open(fake.request().trusting(key.keyring())));
        }
    }

    @Test
    void openWhenAnotherSuiteIsServedFails() throws Exception {
        Files.copy(fake.inRelease("trixie-updates"), fake.inRelease("trixie"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(assertProblem("archive-suite-wrong", () -> open(fake.request()))
                        .found())
                .isEqualTo("trixie-updates");
    }

    @Test
    void openWhenExpiredOrFromTheFutureFails() throws Exception {
        fake.field("Valid-Until", FakeArchive.date(Instant.now().minusSeconds(60)))
                .publish();
        assertProblem("archive-expired", () -> open(fake.request()));
        fake.field("Valid-Until", "tomorrow").publish();
        assertProblem("archive-malformed", () -> open(fake.request()));
        fake.field("Date", FakeArchive.date(Instant.now().plus(Duration.ofDays(3))))
                .publish();
        assertProblem("archive-not-yet-valid", () -> open(fake.request()));
    }

    @Test
    void indexWhenItsHashIsWrongFails() throws Exception {
        Files.writeString(fake.index("trixie"), "changed");
        assertProblem("archive-hash-wrong", () -> open(fake.request()).index());
    }

    @Test
    void fetchWhenItsHashIsWrongFails() throws Exception {
        Path file = folder.resolve("debian/pool/main/tool_1.0.deb");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertProblem("archive-hash-wrong", () -> fetched(fake.request()));
    }

    @Test
    void indexWhenTheArchitectureIsMissingFails() throws Exception {
        ArchiveRequest amd64 = fake.request();
        ArchiveRequest s390x = new ArchiveRequest(
                Suite.TRIXIE,
                Architecture.S390X,
                amd64.mirror(),
                amd64.keyring(),
                amd64.cache(),
                amd64.freshness(),
                amd64.lock());
        assertProblem("platform-unsupported", () -> open(s390x).index());
    }

    @Test
    void fetchWhenOfflineUsesTheCacheHoweverOld() throws Exception {
        ArchiveRequest request = fake.request();
        fetched(request);
        fake.field("Valid-Until", "never read").publish();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(9000));
        assertThat(fetched(request.at(later).offline(true))).isRegularFile();
    }

    @Test
    void fetchWhenOfflineAndNotInTheCacheFails() throws Exception {
        ArchiveRequest offline = fake.request().offline(true);
        assertProblem("archive-offline", () -> open(offline));
        open(fake.request());
        assertProblem("archive-offline", () -> open(offline).index());
        open(fake.request()).index();
        assertProblem("archive-offline", () -> fetched(offline));
    }

    @Test
    void fetchWhenTheCacheIsDamagedFetchesAgain() throws Exception {
        Path file = fetched(fake.request());
        Files.writeString(file, "damaged");
        assertThat(fetched(fake.request())).hasSameBinaryContentAs(folder.resolve("debian/pool/main/tool_1.0.deb"));
    }

    @Test
    void openWhenUnreachableUsesWhatIsValidAndWarns() throws Exception {
        open(fake.request());
        Files.delete(fake.inRelease("trixie"));
        RecordedLog log = new RecordedLog();
        Archive.open(afterAnHour(), log);
        assertThat(log.warnings()).singleElement().asString().contains("can't be read");
    }

    @Test
    void openWhenUnreachableAndOnlyExpiredIsKeptFails() throws Exception {
        fake.field("Valid-Until", FakeArchive.date(Instant.now().plusSeconds(600)))
                .publish();
        open(fake.request());
        for (String archive : List.of("trixie", "trixie-updates", "trixie-security")) {
            Files.delete(fake.inRelease(archive));
        }
        assertProblem("archive-unreachable", () -> open(afterAnHour()));
    }

    @Test
    void openWhenAskedWithinAnHourDoesNotAskAgain() throws Exception {
        String state = open(fake.request()).state().hex();
        Files.delete(fake.inRelease("trixie"));
        assertThat(open(fake.request()).state().hex()).isEqualTo(state);
    }

    @Test
    void openWhenAnOlderIndexIsServedThanBeforeFails() throws Exception {
        Map<String, String> newest = open(fake.request()).facts();
        fake.field("Date", FakeArchive.date(Instant.now().minus(Duration.ofHours(2))))
                .publish();
        assertThat(assertProblem("archive-rolled-back", () -> open(afterAnHour()))
                        .what())
                .contains("older than what was served there before");
        assertThat(open(afterAnHour().offline(true)).facts()).isEqualTo(newest);
    }

    @Test
    void standingWhenTheLineAboutItIsGoneIsKnownAgainOnceTheArchiveIsOpened() throws Exception {
        open(fake.request());
        Digest before = fake.request().standing().orElseThrow();
        try (Stream<Path> files = Files.list(fake.request().cache().resolve("inrelease"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("-standing")).toList()) {
                Files.delete(file);
            }
        }
        assertThat(fake.request().standing()).isEmpty();
        open(fake.request());
        assertThat(fake.request().standing()).contains(before);
    }

    @Test
    void stateIsThatOfTheListsAlone() throws Exception {
        Archive before = open(fake.request());
        fake.field("Date", FakeArchive.date(Instant.now().plus(Duration.ofMinutes(1))))
                .publish();
        Archive renewed = open(afterAnHour());
        assertThat(renewed.facts()).isNotEqualTo(before.facts());
        assertThat(renewed.state()).isEqualTo(before.state());
        fake.add(DebBuilder.of("another", "1")).publish();
        assertThat(open(afterAnHour()).state()).as("within the hour").isEqualTo(before.state());
        assertThat(open(afterAnHour().at(Clock.offset(Clock.systemUTC(), Duration.ofHours(4))))
                        .state())
                .isNotEqualTo(before.state());
    }

    @Test
    void signersWhenOfflineAreOfTheTimeAtWhichTheyWereFetched() throws Exception {
        TestKey key = TestKey.create(Duration.ofDays(30), KeyFlags.SIGN_DATA);
        fake.publish(key);
        ArchiveRequest request = fake.request().trusting(key.keyring());
        SortedSet<String> signers = open(request).signers();
        assertThat(signers).singleElement().asString().hasSize(40);
        ArchiveRequest later =
                request.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(60))).noOlderThan(Duration.ofDays(90));
        assertThat(open(later.offline(true)).signers()).isEqualTo(signers);
        assertProblem("archive-signature-wrong", () -> open(later).signers());
    }

    @Test
    void openWhenOnlyTheSecurityIndexHasExpiredFails() throws Exception {
        String valid = Files.readString(fake.inRelease("trixie"));
        fake.field("Valid-Until", FakeArchive.date(Instant.now().minusSeconds(60)))
                .publish();
        Files.writeString(fake.inRelease("trixie"), valid);
        Files.writeString(
                fake.inRelease("trixie-updates"),
                FakeArchive.KEY.sign("Codename: trixie-updates\nDate: " + FakeArchive.date(Instant.now()) + "\n"));
        assertThat(assertProblem("archive-expired", () -> open(fake.request())).what())
                .contains("trixie-security");
    }

    @Test
    void openWhenIndexesMayBeOlderDoesNotAskAgain() throws Exception {
        open(fake.request());
        Files.delete(fake.inRelease("trixie"));
        RecordedLog log = new RecordedLog();
        Archive.open(afterAnHour().noOlderThan(Duration.ofDays(1)), log);
        assertThat(log.warnings()).isEmpty();
    }
}
