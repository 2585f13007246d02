package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.disk.Scratch;
import dev.lapstrake.lock.Ledger;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.lock.LockedPackage;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.deb.DebBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedArchiveTest {
    private static final Instant TIME = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    private FakeArchive fake;
    private LockedSuite locked = LockedSuite.of("", "", TIME, List.of(), List.of());

    @BeforeEach
    void lock() throws Exception {
        fake = new FakeArchive(folder)
                .field("Date", FakeArchive.date(TIME))
                .add(DebBuilder.of("tool", "1.0").field("Depends", "libtool1").field("Source", "tools (2:0.9)"))
                .add(DebBuilder.of("libtool1", "1.0"))
                .publish();
        locked = take(fake.request(), "tool");
    }

    /** Opens the archive, chooses packages, and makes a lock of them. */
    private static LockedSuite take(ArchiveRequest request, String... names) throws IOException, BuildException {
        Archive archive = Archive.open(request, BuildLog.SILENT);
        Collection<DebianPackage> chosen =
                new Resolver(archive.index(), Set.of()).choose(List.of(names)).values();
        return TakenPackages.of(request, archive, List.copyOf(chosen)).toLock();
    }

    private ArchiveRequest held(LockUse.Mode mode, String update) throws BuildException {
        Lock lock = new Lock(List.of(), List.of(locked));
        LockUse use = new LockUse(Optional.of(lock), mode, LockUpdate.of(update), new Ledger());
        return fake.request(fake.mirror(), folder.resolve("elsewhere")).held(use);
    }

    private ArchiveRequest held() throws BuildException {
        return held(LockUse.Mode.REQUIRED, "");
    }

    private Path fetched(ArchiveRequest request) throws IOException, BuildException {
        Archive archive = Archive.open(request, BuildLog.SILENT);
        return archive.fetch(archive.index().find("tool").orElseThrow().origin());
    }

    private void publishNewer() throws IOException {
        fake.add(DebBuilder.of("tool", "2.0").field("Depends", "libtool1"))
                .add("trixie-security", DebBuilder.of("libtool1", "2.0"))
                .field("Date", FakeArchive.date(TIME.plus(Duration.ofHours(1))))
                .publish();
    }

    @Test
    void toLockSaysAllOfThePackages() {
        LockedPackage tool = Objects.requireNonNull(locked.packages().get("tool"));
        assertThat(tool.source()).isEqualTo(new LockedPackage.Source("tools", "2:0.9"));
        assertThat(tool.file().path()).isEqualTo("pool/main/tool_1.0.deb");
        assertThat(locked.packages()).containsOnlyKeys("libtool1", "tool");
        assertThat(locked.snapshot()).isEqualTo(TIME);
        assertThat(locked.signers()).singleElement().asString().hasSize(40);
    }

    @Test
    void indexNeedsNothingThatIsSigned() throws Exception {
        publishNewer();
        Scratch.delete(folder.resolve("debian/dists"));
        assertThat(take(held(), "tool").packages()).isEqualTo(locked.packages());
    }

    @Test
    void fetchWhenTheMirrorDroppedAVersionTakesItFromASnapshot() throws Exception {
        fake.drop("trixie", "tool_1.0.deb", TIME);
        fake.drop("trixie", "libtool1_1.0.deb", TIME.plus(Duration.ofDays(2)));
        assertThat(fetched(held())).isRegularFile();
    }

    @Test
    void fetchWhenTheMirrorIsGoneTakesItFromASnapshot() throws Exception {
        fake.drop("trixie", "tool_1.0.deb", TIME);
        fake.drop("trixie", "libtool1_1.0.deb", TIME);
        Mirror gone = Mirror.of("http://127.0.0.1:1/debian")
                .withSnapshots(fake.mirror().snapshots());
        ArchiveRequest request = held();
        assertThat(fetched(fake.request(gone, request.cache()).held(request.lock())))
                .isRegularFile();
    }

    @Test
    void fetchWhenAPeerFailsAndNoOtherHasAVersionSaysThat() throws Exception {
        Mirror gone = Mirror.of("http://127.0.0.1:1/debian")
                .withSnapshots(fake.mirror().snapshots());
        ArchiveRequest request = fake.request(gone, folder.resolve("elsewhere")).held(held().lock());
        assertThat(assertProblem("archive-unreachable", () -> fetched(request)).found())
                .contains("127.0.0.1:1/debian/pool");
        Mirror both = fake.mirror().withSnapshots(URI.create("http://127.0.0.1:1/archive/"));
        Files.delete(folder.resolve("debian/pool/main/libtool1_1.0.deb"));
        ArchiveRequest other = fake.request(both, folder.resolve("elsewhere")).held(held().lock());
        assertThat(assertProblem("archive-unreachable", () -> fetched(other)).found())
                .contains("127.0.0.1:1/archive");
    }

    @Test
    void fetchWhenNobodyHasAVersionSaysSo() throws Exception {
        Files.delete(folder.resolve("debian/pool/main/tool_1.0.deb"));
        assertProblem("locked-file-gone", () -> fetched(held()));
    }

    @Test
    void fetchWhenTheMirrorOrTheSnapshotLiesSaysSo() throws Exception {
        Path file = folder.resolve("debian/pool/main/tool_1.0.deb");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Problem problem = assertProblem("archive-hash-wrong", () -> fetched(held()));
        assertThat(problem.what()).contains("lapstrake.lock");
        assertThat(problem.fix()).doesNotContain("update");
        fake.drop("trixie", "tool_1.0.deb", TIME);
        assertProblem("archive-hash-wrong", () -> fetched(held()));
    }

    @Test
    void indexWhenTheLockNamesAnotherPackageSaysSo() throws Exception {
        LockedPackage tool = Objects.requireNonNull(locked.packages().get("tool"));
        LockedPackage library = Objects.requireNonNull(locked.packages().get("libtool1"));
        LockedPackage wrong = new LockedPackage(
                tool.name(), tool.version(), tool.architecture(), tool.source(), library.file(), TIME);
        locked = LockedSuite.of("linux/amd64", "trixie", TIME, List.of(), List.of(wrong));
        assertThat(assertProblem("lock-package-other", () -> fetched(held())).found())
                .isEqualTo("libtool1 1.0 amd64");
    }

    @Test
    void fetchWhenOfflineNeedsTheCacheAlone() throws Exception {
        assertProblem("archive-offline", () -> fetched(held().offline(true)));
        Path file = fetched(held());
        Scratch.delete(folder.resolve("debian"));
        assertThat(fetched(held().offline(true))).isEqualTo(file);
    }

    @Test
    void openWhenTheSuiteIsNotLockedSaysSo() throws Exception {
        locked = LockedSuite.of("linux/amd64", "bookworm", TIME, List.of(), List.of());
        assertProblem("lock-incomplete", () -> Archive.open(held(), BuildLog.SILENT));
    }

    @Test
    void toLockWhenALockIsMadeAnewKeepsItsVersionsAndAddsTheNewest() throws Exception {
        fake.add(DebBuilder.of("more", "1.0").field("Depends", "libtool1"));
        publishNewer();
        LockedSuite again = take(held(LockUse.Mode.MADE, ""), "tool", "more");
        assertThat(again.packages()).containsAllEntriesOf(locked.packages()).containsKey("more");
        assertThat(again.snapshot()).isEqualTo(TIME);
        assertThat(Objects.requireNonNull(again.packages().get("more")).snapshot())
                .isEqualTo(TIME.plus(Duration.ofHours(1)));
    }

    @Test
    void toLockWhenAPackageIsRaisedRaisesThatAlone() throws Exception {
        publishNewer();
        assertThat(versions(take(held(LockUse.Mode.MADE, "libtool1"), "tool")))
                .containsExactly("libtool1 2.0", "tool 1.0");
        assertThat(versions(take(held(LockUse.Mode.MADE, "tools"), "tool")))
                .containsExactly("libtool1 1.0", "tool 2.0");
        LockedSuite all = take(held(LockUse.Mode.MADE, "all"), "tool");
        assertThat(versions(all)).containsExactly("libtool1 2.0", "tool 2.0");
        assertThat(all.snapshot()).isEqualTo(TIME.plus(Duration.ofHours(1)));
    }

    @Test
    void openWhenALockIsMadeOfOlderArchivesThanBeforeFails() throws Exception {
        fake.field("Date", FakeArchive.date(TIME.minus(Duration.ofDays(1)))).publish();
        for (String update : List.of("", "tool", "all")) {
            ArchiveRequest request = held(LockUse.Mode.MADE, update);
            assertThat(assertProblem("archive-rolled-back", () -> Archive.open(request, BuildLog.SILENT))
                            .what())
                    .contains(TIME.toString());
        }
    }

    @Test
    void openWhenALockIsMadeOfOlderArchivesThanAPackageWasRaisedFromFails() throws Exception {
        publishNewer();
        locked = take(held(LockUse.Mode.MADE, "tools"), "tool");
        assertThat(locked.snapshot()).isEqualTo(TIME);
        fake.field("Date", FakeArchive.date(TIME.plusSeconds(60))).publish();
        Scratch.delete(folder.resolve("elsewhere"));
        assertProblem("archive-rolled-back", () -> Archive.open(held(LockUse.Mode.MADE, "all"), BuildLog.SILENT));
    }

    /** As when only the security archive is old. */
    @Test
    void indexWhenAVersionIsOlderThanTheLockedSaysSo() throws Exception {
        publishNewer();
        locked = take(held(LockUse.Mode.MADE, "all"), "tool");
        fake.without("libtool1").add(DebBuilder.of("libtool1", "1.0"));
        fake.dated(TIME.plus(Duration.ofHours(2))).publish();
        Scratch.delete(folder.resolve("elsewhere"));
        for (LockUse.Mode mode : List.of(LockUse.Mode.MADE, LockUse.Mode.PUT_ASIDE)) {
            Archive archive = Archive.open(held(mode, "all"), BuildLog.SILENT);
            assertThat(assertProblem("archive-rolled-back", archive::index).found())
                    .isEqualTo("libtool1 1.0");
        }
    }

    /** What a changed lock names, Debian never signed; to make the lock again must not make it look sound. */
    @Test
    void indexWhenALockIsMadeAnewAndHasAnotherHashThanTheIndexSaysSo() throws Exception {
        byte[] bytes =
                DebBuilder.of("tool", "1.0").file("usr/bin/tool", 0755, "evil").bytes();
        LockedPackage tool = Objects.requireNonNull(locked.packages().get("tool"));
        Path file = folder.resolve("debian/pool/main/evil_1.0.deb");
        Files.write(file, bytes);
        LockedPackage forged = new LockedPackage(
                tool.name(),
                tool.version(),
                tool.architecture(),
                tool.source(),
                new LockedPackage.File("trixie", "pool/main/evil_1.0.deb", bytes.length, Digest.of(bytes)),
                TIME);
        locked = LockedSuite.of("linux/amd64", "trixie", TIME, List.of(), List.of(forged));
        assertThat(fetched(held())).hasBinaryContent(bytes);
        assertThat(assertProblem("lock-package-forged", () -> fetched(held(LockUse.Mode.MADE, "")))
                        .found())
                .isEqualTo(Digest.of(bytes).toString());
        fake.add("trixie-security", DebBuilder.of("tool", "2.0")).publish();
        Scratch.delete(folder.resolve("elsewhere"));
        assertProblem("lock-package-forged", () -> fetched(held(LockUse.Mode.MADE, "")));
        assertThat(fetched(held(LockUse.Mode.MADE, "tool"))).isRegularFile();
    }

    @Test
    void chooseWhenAPackageNeedsANewerOneThanIsKeptSaysSo() throws Exception {
        fake.add(DebBuilder.of("more", "1.0").field("Depends", "libtool1 (>= 2.0)"));
        publishNewer();
        Archive archive = Archive.open(held(LockUse.Mode.MADE, ""), BuildLog.SILENT);
        Resolver resolver = new Resolver(archive.index(), Set.of());
        assertProblem("lock-update-clash", () -> {
            try {
                resolver.choose(List.of("more"));
            } catch (BuildException e) {
                throw archive.explain(e);
            }
        });
    }

    private static List<String> versions(LockedSuite suite) {
        return suite.packages().values().stream()
                .map(locked -> locked.name() + " " + locked.version())
                .toList();
    }
}
