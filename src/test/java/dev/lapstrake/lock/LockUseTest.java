package dev.lapstrake.lock;

import static dev.lapstrake.Problems.assertProblem;
import static dev.lapstrake.lock.SampleLocks.NOON;
import static dev.lapstrake.lock.SampleLocks.lock;
import static dev.lapstrake.lock.SampleLocks.openssl;
import static dev.lapstrake.lock.SampleLocks.platform;
import static dev.lapstrake.lock.SampleLocks.png;
import static dev.lapstrake.lock.SampleLocks.trixie;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockUseTest {
    private static final Platform HERE = Platform.LINUX_AMD64;

    private final RecordedLog log = new RecordedLog();

    private static LockUse use(LockUse.Mode mode, String update) {
        return use(lock(), mode, update);
    }

    private static LockUse use(Lock lock, LockUse.Mode mode, String update) {
        return new LockUse(Optional.of(lock), mode, LockUpdate.of(update), new Ledger());
    }

    private static ImageReference image(String name) throws Exception {
        return ImageReference.parse(name, "base");
    }

    @Test
    void heldWhenTheImageIsLockedNamesItsDigest() throws Exception {
        ImageReference base = image("registry.example.com/base:1");
        assertThat(use(LockUse.Mode.REQUIRED, "").held(base, HERE, log)).isEqualTo(base.withDigest(Digest.of("base")));
        assertThat(LockUse.none().held(base, HERE, log)).isEqualTo(base);
        assertThat(use(LockUse.Mode.MADE, "registry.example.com/base:1").held(base, HERE, log))
                .isEqualTo(base);
    }

    @Test
    void heldWhenTheImageIsNotLockedWarnsOrFails() throws Exception {
        ImageReference other = image("registry.example.com/base:2");
        assertThat(use(LockUse.Mode.WANTED, "").held(other, HERE, log)).isEqualTo(other);
        assertThat(log.warnings()).singleElement().asString().contains("base:2", "lapstrake:lock");
        assertProblem("lock-incomplete", () -> use(LockUse.Mode.REQUIRED, "").held(other, HERE, log));
        ImageReference exact = other.withDigest(Digest.of("exact"));
        assertThat(use(LockUse.Mode.REQUIRED, "").held(exact, HERE, log)).isEqualTo(exact);
    }

    @Test
    void checkImageWhenItIsAnotherOrNotLockedWarnsOrFails() throws Exception {
        String name = "registry.example.com/base:1"; // as well as oci:folder
        use(LockUse.Mode.REQUIRED, "").checkImage(name, HERE, Digest.of("base"), log);
        use(LockUse.Mode.WANTED, "").checkImage(name, HERE, Digest.of("other"), log);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains(Digest.of("base").toString(), Digest.of("other").toString());
        assertProblem("lock-image-differs", () -> use(LockUse.Mode.REQUIRED, "")
                .checkImage(name, HERE, Digest.of("other"), log));
        assertProblem("lock-incomplete", () -> use(LockUse.Mode.REQUIRED, "")
                .checkImage("oci:folder", HERE, Digest.of("base"), log));
    }

    @Test
    void factsWhenSomethingWasNotHeldSayWhatAndNameNoLock() throws Exception {
        LockUse use = use(LockUse.Mode.WANTED, "");
        use.checkJdk(HERE, platform("17.0.15").jdk().orElseThrow(), log);
        assertThat(use.facts()).containsOnlyKeys("lock");
        use.held(image("registry.example.com/base:2"), HERE, log);
        use.checkJdk(HERE, new LockedPlatform.Jdk("17.0.16", Digest.of("17.0.16")), log);
        assertThat(use.facts()).containsOnlyKeys("unlocked");
        assertThat(use.facts().getOrDefault("unlocked", "").lines())
                .containsExactly(
                        "lock-incomplete: registry.example.com/base:2 for linux/amd64",
                        "lock-jdk-differs: 17.0.16 (" + Digest.of("17.0.16").brief() + ")");
    }

    @Test
    void checkJdkWhenItIsAnotherWarnsOrFails() throws Exception {
        LockedPlatform.Jdk other = new LockedPlatform.Jdk("17.0.16", Digest.of("17.0.16"));
        use(LockUse.Mode.REQUIRED, "").checkJdk(HERE, platform("17.0.15").jdk().orElseThrow(), log);
        use(LockUse.Mode.WANTED, "").checkJdk(HERE, other, log);
        assertThat(log.warnings()).singleElement().asString().contains("17.0.15", "17.0.16");
        assertProblem("lock-jdk-differs", () -> use(LockUse.Mode.REQUIRED, "").checkJdk(HERE, other, log));
        Platform there = new Platform("linux", "s390x", "");
        assertProblem("lock-incomplete", () -> use(LockUse.Mode.REQUIRED, "").checkJdk(there, other, log));
    }

    @Test
    void warnOfAgeWhenTooOldSaysHowOld() {
        LockUse use = use(LockUse.Mode.WANTED, "");
        use.warnOfAge(HERE, Duration.ofDays(30), NOON.plus(Duration.ofDays(29)), log);
        assertThat(log.warnings()).isEmpty();
        use.warnOfAge(HERE, Duration.ofDays(30), NOON.plus(Duration.ofDays(31)), log);
        assertThat(log.warnings()).singleElement().asString().contains("31 days");
    }

    /** Its packages are under the name of the platform that has all variants. */
    @Test
    void warnOfAgeWhenALockHasNoPackagesOrThoseOfAVariantSaysHowOldToo() {
        Platform v6 = new Platform("linux", "arm", "v6");
        LockedPlatform images = LockedPlatform.of(v6.toString(), NOON, Optional.empty(), Map.of());
        LockUse use = use(new Lock(List.of(images), List.of()), LockUse.Mode.WANTED, "");
        use.warnOfAge(v6, Duration.ofDays(30), NOON.plus(Duration.ofDays(31)), log);
        assertThat(log.warnings()).singleElement().asString().contains("31 days");
    }

    @Test
    void withoutAnUpdateLeavesOutPackagesByNameOrSource() {
        LockedSuite suite = trixie(openssl("3.5.1-1"), png());
        assertThat(suite.without(LockUpdate.NONE)).isEqualTo(suite);
        assertThat(suite.without(LockUpdate.of("openssl"))).isEqualTo(trixie(png()));
        assertThat(suite.without(LockUpdate.of(" libpng16-16t64 , openssl "))).isEqualTo(trixie());
        assertThat(suite.without(LockUpdate.of("all"))).isEqualTo(trixie());
    }

    @Test
    void checkWhenAnUpdateNamesNothingLockedSaysSo() throws Exception {
        LockUpdate.of("openssl,registry.example.com/base:1,libpng16-16t64,all").check(lock());
        assertThat(assertProblem("lock-update-unknown", () -> LockUpdate.of("openssl,opensll")
                                .check(lock()))
                        .found())
                .isEqualTo("opensll");
    }

    @Test
    void changesNameVersionsTrackerAndChangelog() {
        Lock after = new Lock(List.of(platform("17.0.16")), List.of(trixie(openssl("3.5.1-1+deb13u1"))));
        assertThat(new LockChanges(lock(), after).lines())
                .containsExactly(
                        "linux/amd64 trixie: libpng16-16t64 1.6.48-1+b1 (gone)",
                        "linux/amd64 trixie: libssl3t64 3.5.1-1 -> 3.5.1-1+deb13u1",
                        "  https://security-tracker.debian.org/tracker/source-package/openssl",
                        "  https://metadata.ftp-master.debian.org/changelogs/main/o/openssl/openssl_3.5.1-1+deb13u1_changelog",
                        "linux/amd64: jdk 17.0.15 (" + Digest.of("17.0.15").brief() + ") -> 17.0.16 ("
                                + Digest.of("17.0.16").brief() + ")");
        assertThat(new LockChanges(Lock.EMPTY, after).lines())
                .contains("linux/amd64 trixie: libssl3t64 3.5.1-1+deb13u1 (new)");
        assertThat(new LockChanges(after, after).lines()).isEmpty();
        assertThat(new LockChanges(after, after).isNone()).isTrue();
        assertThat(LockChanges.changelog(png().source())).endsWith("/libp/libpng1.6/libpng1.6_1.6.48-1_changelog");
    }

    @Test
    void changesWhenTheVersionStaysShowWhatElseIsAnother() {
        LockedPackage png = png();
        LockedPackage.File file = png.file();
        LockedPackage forged = new LockedPackage(
                png.name(),
                png.version(),
                png.architecture(),
                png.source(),
                new LockedPackage.File(file.archive(), file.path(), file.size(), Digest.of("forged")),
                NOON);
        assertThat(changes(trixie(png), trixie(forged)))
                .containsExactly("linux/amd64 trixie: libpng16-16t64 1.6.48-1+b1: sha256 "
                        + file.digest().hex() + " -> " + Digest.of("forged").hex());
    }

    @Test
    void changesShowSignersSnapshotsAndWhatIsGoneAsAWhole() {
        String other = "0".repeat(40);
        LockedSuite later =
                LockedSuite.of("linux/amd64", "trixie", NOON.plusSeconds(60), List.of(other), List.of(png()));
        assertThat(changes(trixie(), later))
                .containsExactly(
                        "linux/amd64 trixie: signed-by " + SampleLocks.SIGNER + " -> " + other,
                        "linux/amd64 trixie: snapshot 2026-11-25T12:00:00Z -> 2026-11-25T12:01:00Z",
                        "linux/amd64 trixie: libpng16-16t64 1.6.48-1+b1 (new)");
        LockChanges gone = new LockChanges(lock(), Lock.EMPTY);
        assertThat(gone.isNone()).isFalse();
        assertThat(gone.lines())
                .contains(
                        "linux/amd64 trixie: libssl3t64 3.5.1-1 (gone)",
                        "linux/amd64 trixie: signed-by " + SampleLocks.SIGNER + " (gone)",
                        "linux/amd64: image registry.example.com/base:1 " + Digest.of("base") + " (gone)");
    }

    private static List<String> changes(LockedSuite before, LockedSuite after) {
        return new LockChanges(new Lock(List.of(), List.of(before)), new Lock(List.of(), List.of(after))).lines();
    }
}
