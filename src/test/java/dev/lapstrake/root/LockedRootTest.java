package dev.lapstrake.root;

import static dev.lapstrake.Problems.assertProblem;
import static dev.lapstrake.root.SamplePackages.LIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.lock.Ledger;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.ChosenNames;
import dev.lapstrake.root.contents.FontChoice;
import dev.lapstrake.root.contents.Regions;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedRootTest {
    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private FakeArchive archive;
    private Lock lock = Lock.EMPTY;

    @BeforeEach
    void lock() throws Exception {
        archive = SamplePackages.publish(folder)
                .add(DebBuilder.of("oddly", "1").file(LIB + "libodd.so.3", 0644, SamplePackages.elf("libodd.so.3")))
                .publish();
        Ledger ledger = new Ledger();
        LockUse use = new LockUse(Optional.empty(), LockUse.Mode.MADE, LockUpdate.NONE, ledger);
        root("first", use, List.of("tool", "oddly"));
        packages("first", use, "libextra-data");
        lock = Lock.parse(ledger.toLock("linux/amd64", Instant.now()).text());
    }

    private void publishNewer() throws IOException {
        archive.add("trixie-security", DebBuilder.of("zlib1g", "2").field("Depends", "libc6"))
                .add(DebBuilder.of("tool", "2").file("usr/bin/tool", 0755, "#!/bin/new\n"))
                .add(DebBuilder.of("other", "1"))
                .publish();
    }

    private ArchiveRequest request(String machine, LockUse use) throws BuildException {
        return archive.request(archive.mirror(), folder.resolve(machine)).held(use);
    }

    private LockUse held(LockUse.Mode mode) {
        return new LockUse(Optional.of(lock), mode, LockUpdate.NONE, new Ledger());
    }

    private StageOutput root(String machine, LockUse use, List<String> packages) throws Exception {
        return new RootStage(RootRequest.of(request(machine, use), packages, ElfNeeds.NONE), log)
                .run(inputs(), Files.createTempDirectory(folder, "scratch"));
    }

    private StageOutput packages(String machine, LockUse use, String... names) throws Exception {
        return new PackagesStage("probe", request(machine, use), List.of(names), log)
                .run(inputs(), Files.createTempDirectory(folder, "scratch"));
    }

    private StageInputs inputs() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }

    private static Digest digest(StageOutput output) throws IOException {
        return TreeDigest.of(output.tree());
    }

    @Test
    void runWhenLockedGivesTheSameRootOnAnotherMachineAndLater() throws Exception {
        Digest first = digest(root("first", held(LockUse.Mode.REQUIRED), List.of("tool")));
        Digest unlocked = digest(root("second", LockUse.none(), List.of("tool")));
        assertThat(first).isEqualTo(unlocked);
        publishNewer();
        assertThat(digest(root("third", held(LockUse.Mode.REQUIRED), List.of("tool"))))
                .isEqualTo(first);
        assertThat(digest(root("fourth", LockUse.none(), List.of("tool")))).isNotEqualTo(first);
        assertThat(digest(packages("fifth", held(LockUse.Mode.REQUIRED), "libextra-data")))
                .isEqualTo(digest(packages("sixth", LockUse.none(), "libextra-data")));
    }

    @Test
    void runWhenAPackageIsNotLockedFailsOrTakesTheNewestOfAll() throws Exception {
        publishNewer();
        List<String> wanted = List.of("tool", "other");
        assertThat(assertProblem("lock-incomplete", () -> root("second", held(LockUse.Mode.REQUIRED), wanted))
                        .found())
                .isEqualTo("other");
        assertThat(log.warnings()).isEmpty();
        LockUse use = held(LockUse.Mode.WANTED);
        assertThat(digest(root("second", use, wanted))).isEqualTo(digest(root("third", LockUse.none(), wanted)));
        assertThat(log.warnings()).singleElement().asString().contains("'other'", "lapstrake:lock", "newest");
        assertThat(use.facts())
                .containsKey("archives")
                .containsEntry("unlocked", "lock-incomplete: other")
                .doesNotContainKeys("lock", "snapshot");
    }

    @Test
    void runWhenALibraryIsNotLockedSaysSo() throws Exception {
        archive.add(DebBuilder.of("libnew1", "1").file(LIB + "libnew.so.1", 0644, SamplePackages.elf("libnew.so.1")))
                .publish();
        assertProblem("lock-incomplete", () -> rootFor("libnew.so.1", held(LockUse.Mode.REQUIRED)));
        StageOutput output = rootFor("libnew.so.1", held(LockUse.Mode.WANTED));
        assertThat(output.tree().get(TreePath.of(LIB + "libnew.so.1"))).isPresent();
    }

    /** No package is named after the library, but one that is locked has it. */
    @Test
    void runWhenALibraryIsInALockedPackageOfAnotherNameTakesIt() throws Exception {
        StageOutput output = rootFor("libodd.so.3", held(LockUse.Mode.REQUIRED));
        assertThat(output.tree().get(TreePath.of(LIB + "libodd.so.3"))).isPresent();
    }

    private StageOutput rootFor(String soname, LockUse use) throws Exception {
        ElfNeeds needs = ElfNeeds.parse(ElfNeeds.NONE.text() + "\n" + soname + "\tjava");
        return new RootStage(RootRequest.of(request("second", use), List.of("tool", "oddly"), needs), log)
                .run(inputs(), Files.createTempDirectory(folder, "scratch"));
    }

    private StageOutput rootWith(FontChoice fonts, Regions regions, LockUse use) throws Exception {
        ChosenNames packages = new ChosenNames(new TreeSet<>(List.of("tool", "oddly")), Trim.LIBRARIES);
        RootContents contents = new RootContents(packages, fonts, regions, List.of(), Accounts.NONE);
        return new RootStage(RootRequest.of(request("second", use), contents, ElfNeeds.NONE), log)
                .run(inputs(), Files.createTempDirectory(folder, "scratch"));
    }

    @Test
    void runWhenThePackagesOfPartsAreNotLockedSaysSo() throws Exception {
        FontChoice none = new FontChoice.None();
        for (Regions regions : List.of(
                Regions.parse(List.of(), List.of("all")),
                Regions.parse(List.of(), List.of("Europe/Berlin")),
                Regions.parse(List.of("de_DE"), List.of()))) {
            assertProblem("lock-incomplete", () -> rootWith(none, regions, held(LockUse.Mode.REQUIRED)));
            assertThat(digest(rootWith(none, regions, held(LockUse.Mode.WANTED))))
                    .isEqualTo(digest(rootWith(none, regions, LockUse.none())));
        }
        FontChoice fonts = new FontChoice.Named(new TreeSet<>());
        assertThat(assertProblem("lock-incomplete", () -> rootWith(fonts, Regions.NONE, held(LockUse.Mode.REQUIRED)))
                        .found())
                .isEqualTo("fontconfig-config");
    }

    /** Old names of time zones are in a package of their own, which comes with a lock that is made for them alone. */
    @Test
    void runWhenOnlyTheNewNamesOfTimeZonesAreLockedSaysSo() throws Exception {
        Ledger ledger = new Ledger();
        LockUse made = new LockUse(Optional.empty(), LockUse.Mode.MADE, LockUpdate.NONE, ledger);
        root("first", made, List.of("tool", "oddly", "tzdata"));
        lock = ledger.toLock("linux/amd64", Instant.now());
        Regions all = Regions.parse(List.of(), List.of("all"));
        assertThat(assertProblem(
                                "lock-incomplete",
                                () -> rootWith(new FontChoice.None(), all, held(LockUse.Mode.REQUIRED)))
                        .found())
                .isEqualTo("tzdata-legacy");
    }

    @Test
    void runWhenTheArchivesAreOlderThanTheLockDoesNotTakeTheNewestOfThem() throws Exception {
        archive.add(DebBuilder.of("other", "1"))
                .dated(Instant.now().minus(Duration.ofDays(2)))
                .publish();
        List<String> wanted = List.of("tool", "other");
        assertProblem("archive-rolled-back", () -> root("second", held(LockUse.Mode.WANTED), wanted));
        assertThat(digest(root("third", LockUse.none(), wanted))).isNotNull();
    }

    @Test
    void factsSayWhatPackagesWereHeldTo() throws Exception {
        LockUse use = held(LockUse.Mode.REQUIRED);
        root("second", use, List.of("tool"));
        assertThat(use.facts()).containsEntry("lock", lock.digest().toString()).containsKey("snapshot");
        LockUse none = LockUse.none();
        root("second", none, List.of("tool"));
        assertThat(none.facts()).containsOnlyKeys("archives");
        assertThat(none.facts().getOrDefault("archives", "").lines())
                .hasSize(3)
                .allMatch(line -> line.contains("sha256:"));
    }
}
