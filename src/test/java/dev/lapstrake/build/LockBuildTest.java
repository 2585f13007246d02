package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.declared.Copy;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockedPlatform;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.net.Outside;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.SamplePackages;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.apt.Freshness;
import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks made and used, with a small suite of signed packages, and a base image in a real registry. */
class LockBuildTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;
    private FakeArchive archive;

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
        archive = SamplePackages.publish(Files.createDirectory(folder.resolve("mirror")));
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    /** Another machine, with nothing in its cache. */
    private void moveTo(String machine, boolean requireLock) throws Exception {
        Path project = Files.createDirectories(folder.resolve(machine));
        if (Files.exists(lockFile().path()) && !fixture.workplace.project().equals(project)) {
            Files.copy(lockFile().path(), LockFile.in(project).path());
        }
        fixture.workplace = new Workplace(
                project,
                project.resolve("target"),
                project.resolve("cache"),
                CacheChoice.LOCAL,
                new LockChoice(requireLock, Optional.of(Duration.ofDays(30))),
                Outside.OPEN);
    }

    private LockFile lockFile() {
        return LockFile.in(fixture.workplace.project());
    }

    private BuildRequest request(String... packages) throws BuildException {
        return request(new FoundationChoice.Distroless(List.of(packages)));
    }

    private BuildRequest request(FoundationChoice foundation) throws BuildException {
        return request(Platform.LINUX_AMD64, foundation);
    }

    private BuildRequest request(Platform platform, FoundationChoice foundation) throws BuildException {
        DebianChoice debian = new DebianChoice(
                Suite.TRIXIE, Optional.of(archive.mirror()), Freshness.AN_HOUR, Optional.of(FakeArchive.KEY.keyring()));
        return fixture.request(
                new ApplicationChoice.None(),
                StageChoice.NONE,
                BuildFixture.launch(List.of("/usr/bin/tool")),
                new Target(platform, foundation, debian));
    }

    private LockBuild.Result lock(BuildRequest request, String update) throws BuildException {
        return new LockBuild(fixture.workplace, fixture.registries, fixture.log).run(request, LockUpdate.of(update));
    }

    private JsonObject report() throws Exception {
        return Json.object(Files.readAllBytes(fixture.workplace.output().resolve("image.json")));
    }

    @Test
    void runWhenLockedGivesOneDigestOnTwoMachinesAlthoughTheMirrorHasNewer() throws Exception {
        Lock lock = lock(request("tool"), "").lock();
        Digest first = fixture.build(request("tool")).digest();
        archive.add("trixie-security", DebBuilder.of("tool", "2").file("usr/bin/tool", 0755, "#!/bin/new\n"))
                .publish();
        moveTo("second", true);
        assertThat(fixture.build(request("tool")).digest()).isEqualTo(first);
        assertThat(Json.text(report(), "lock", "")).isEqualTo(lock.digest().toString());
        assertThat(report().has("snapshot")).isTrue();
        assertThat(report().has("archives")).isFalse();
        Files.delete(lockFile().path());
        moveTo("third", false);
        assertThat(fixture.build(request("tool")).digest()).isNotEqualTo(first);
        assertThat(report().getAsJsonArray("archives")).hasSize(3);
    }

    @Test
    void runWhenALockIsRequiredAndMissingSaysSo() throws Exception {
        moveTo("second", true);
        assertProblem("lock-missing", () -> fixture.build(request("tool")));
    }

    @Test
    void lockWhenALockIsRequiredMakesItAndMendsIt() throws Exception {
        moveTo("second", true);
        lock(request(), "");
        assertProblem("lock-incomplete", () -> fixture.build(request("tool")));
        lock(request("tool"), "");
        assertThat(fixture.build(request("tool")).digest()).isNotNull();
    }

    @Test
    void lockWhenUpdatedRaisesWhatIsNamedAndSaysSo() throws Exception {
        lock(request("tool"), "");
        String before = Files.readString(lockFile().path());
        archive.add("trixie-security", DebBuilder.of("tool", "2").field("Depends", "libextra2"))
                .add("trixie-security", DebBuilder.of("netbase", "7"))
                .publish();
        moveTo("second", false);
        assertThat(lock(request("tool"), "").changes().lines()).isEmpty();
        assertThat(Files.readString(lockFile().path())).isEqualTo(before);
        assertThat(lock(request("tool"), "tool").changes().lines())
                .contains("linux/amd64 trixie: tool 1 -> 2")
                .hasSize(3);
        assertProblem("lock-update-unknown", () -> lock(request("tool"), "tol"));
        assertThat(lock(request(), "").changes().lines()).contains("linux/amd64 trixie: tool 2 (gone)");
    }

    @Test
    void runWhenTheLockLacksAPackageWarnsAndTakesTheNewest() throws Exception {
        RecordedLog log = new RecordedLog();
        lock(request(), "");
        fixture.log = log;
        fixture.build(request("tool"));
        assertThat(log.warnings()).singleElement().asString().contains("lock-incomplete", "'tool'");
        assertThat(report().has("archives")).isTrue();
        assertThat(report().has("lock")).isFalse();
    }

    @Test
    void lockKeepsTheImagesOfStages() throws Exception {
        BuildRequest there = staged(fixture.registry.address() + "/base:single");
        BuildRequest here = staged("oci:" + folder.resolve("remote") + ":base:single");
        lock(there, "");
        Digest first = fixture.build(there).digest();
        fixture.remote.tag("base:single", fixture.baseImage("changed"));
        moveTo("second", true);
        assertThat(fixture.build(there).digest()).isEqualTo(first);
        assertProblem("lock-incomplete", () -> fixture.build(here));
        moveTo("third", false);
        lock(here, "");
        fixture.remote.tag("base:single", fixture.baseImage("changed again"));
        RecordedLog log = new RecordedLog();
        fixture.log = log;
        fixture.build(here);
        assertThat(log.warnings()).singleElement().asString().contains("lock-image-differs");
        assertThat(report().has("unlocked")).isTrue();
        assertThat(report().has("lock")).isFalse();
        moveTo("fourth", true);
        assertProblem("lock-image-differs", () -> fixture.build(here));
    }

    private BuildRequest staged(String image) throws Exception {
        StageDeclaration stage =
                new StageDeclaration("files", new StageDeclaration.Image(image), List.of(), Optional.empty());
        Copy copy = new Copy(
                "files",
                Optional.of(TreePath.of("etc/base")),
                new Copy.Target(Optional.of(TreePath.of("etc/copied")), false),
                Copy.Settings.PLAIN);
        return fixture.request(
                fixture.base("base:index"), fixture.java(), new StageChoice(List.of(stage), List.of(copy)));
    }

    @Test
    void lockOfABaseAloneTellsItsAge() throws Exception {
        Lock lock = lock(fixture.request("base:single"), "").lock();
        LockedPlatform old = lock.platforms().get(0);
        assertThat(old.snapshot()).isBetween(Instant.now().minusSeconds(600), Instant.now());
        Instant longAgo = Instant.now().minus(Duration.ofDays(100)).truncatedTo(ChronoUnit.SECONDS);
        LockedPlatform aged = new LockedPlatform(old.platform(), longAgo, old.jdk(), old.images());
        lockFile().write(new Lock(List.of(aged), List.of()));
        RecordedLog log = new RecordedLog();
        fixture.log = log;
        moveTo("second", true);
        fixture.build(fixture.request("base:single"));
        assertThat(log.warnings()).singleElement().asString().contains("100 days");
        assertThat(lock(fixture.request("base:single"), "").changes().isNone()).isTrue();
        assertThat(lock(fixture.request("base:single"), "all").changes().lines())
                .singleElement()
                .asString()
                .contains("snapshot " + longAgo + " -> ");
    }

    @Test
    void lockForTwoPlatformsKeepsTheOtherAndDropsSuitesThatNothingIsTakenFrom() throws Exception {
        lock(request("tool"), "");
        LockedSuite trixie = lockFile().read().orElseThrow().suites().get(0);
        LockedSuite bookworm = moved(trixie, "linux/amd64", "bookworm");
        LockedSuite arm = moved(trixie, "linux/arm64/v8", "trixie");
        Lock more = new Lock(List.of(), List.of(bookworm, arm));
        lockFile().write(lockFile().read().orElseThrow().with(more));
        Platform v2 = new Platform("linux", "amd64", "v2");
        FoundationChoice tool = new FoundationChoice.Distroless(List.of("tool"));
        Lock both = lock(request(v2, tool), "").lock();
        assertThat(both.platforms())
                .extracting(LockedPlatform::platform)
                .containsExactly("linux/amd64", "linux/amd64/v2");
        assertThat(both.platforms()).extracting(LockedPlatform::snapshot).containsOnly(trixie.snapshot());
        assertThat(both.suites()).containsExactly(trixie, arm);
        moveTo("second", true);
        fixture.build(request("tool"));
        fixture.build(request(v2, tool));
        assertThat(report().has("lock")).isTrue();
    }

    @Test
    void lockForTwoVariantsOfAnArchitectureHoldsThePackagesOfBoth() throws Exception {
        BuildRequest one = request("tool");
        BuildRequest other = request(new Platform("linux", "amd64", "v2"), new FoundationChoice.Distroless(List.of()));
        BuildRequest both = new BuildRequest(
                one.name(), List.of(one.platforms().get(0), other.platforms().get(0)), one.manifests());
        Lock lock = lock(both, "").lock();
        assertThat(lock.suite("linux/amd64", "trixie").orElseThrow().packages()).containsKey("tool");
        moveTo("second", true);
        assertThat(fixture.build(both).digest()).isNotNull();
        assertThat(Json.text(report(), "lock", "")).isEqualTo(lock.digest().toString());
    }

    @Test
    void lockForSeveralPlatformsHoldsEachOfThem() throws Exception {
        Platform here = Platform.ofThisMachine();
        Platform variant = new Platform("linux", here.architecture(), "v99");
        BuildRequest both = fixture.request(
                fixture.java(),
                StageChoice.NONE,
                BuildFixture.launch(List.of()),
                BuildFixture.on(here, fixture.base("base:index")),
                BuildFixture.on(variant, fixture.base("base:single")));
        Lock lock = lock(both, "").lock();
        assertThat(lock.platform(here.toString()).orElseThrow().images().keySet())
                .containsExactly(fixture.registry.address() + "/base:index");
        assertThat(lock.platform(variant.toString()).orElseThrow().images().keySet())
                .containsExactly(fixture.registry.address() + "/base:single");
        moveTo("second", true);
        fixture.build(both);
        assertThat(Json.text(report(), "lock", "")).isEqualTo(lock.digest().toString());
    }

    private static LockedSuite moved(LockedSuite suite, String platform, String name) {
        return new LockedSuite(platform, name, suite.snapshot(), suite.signers(), suite.packages());
    }

    @Test
    void planWhenTheJdkIsAnotherThanTheLockedSaysSo() throws Exception {
        LockedPlatform.Jdk other = new LockedPlatform.Jdk("1.0", Digest.of("another"));
        LockedPlatform locked =
                LockedPlatform.of(Platform.ofThisMachine().toString(), Instant.now(), Optional.of(other), Map.of());
        lockFile().write(new Lock(List.of(locked), List.of()));
        moveTo("second", true);
        BuildRequest request =
                fixture.request(new FoundationChoice.Distroless(List.of()), fixture.java(), StageChoice.NONE);
        assertProblem("lock-jdk-differs", () -> new BuildPlan(fixture.workplace, fixture.registries, fixture.log)
                .of(request));
    }

    @Test
    void lockKeepsTheBaseByItsDigest() throws Exception {
        BuildRequest request = fixture.request("base:single");
        lock(request, "");
        Digest first = fixture.build(request).digest();
        fixture.remote.tag("base:single", fixture.remote.find("base:index").orElseThrow());
        String index = fixture.remote.find("base:single").orElseThrow().digest().toString();
        moveTo("second", true);
        assertThat(fixture.build(request).digest()).isEqualTo(first);
        assertThat(Files.readString(lockFile().path()))
                .contains("base:single\n  digest ")
                .doesNotContain(index);
    }

    @Test
    void runWhenOfflineTakesALockedBaseThatWasFetchedByItsTag() throws Exception {
        BuildRequest request = fixture.request("base:single");
        Digest online = fixture.build(request).digest();
        lock(request, "");
        fixture.workplace = fixture.workplace.offline(true);
        fixture.registry.close();
        assertThat(fixture.build(request).digest()).isEqualTo(online);
        assertThat(lock(request, "").changes().lines()).isEmpty();
    }

    @Test
    void lockHoldsPackagesOnABaseAndTheBase() throws Exception {
        BuildRequest onBase = onDebianBase("more");
        String text = lock(onBase, "").lock().text();
        assertThat(text)
                .contains("debian:1\n  digest ", "package more\n  version 1\n")
                .doesNotContain("libextra2");
        Digest first = fixture.build(onBase).digest();
        archive.add(DebBuilder.of("more", "2").file("usr/share/more/text", 0644, "newer"))
                .publish();
        fixture.remote.tag("debian:1", fixture.remote.find("base:single").orElseThrow());
        moveTo("second", true);
        assertThat(fixture.build(onBase).digest()).isEqualTo(first);
        assertThat(report().has("lock")).isTrue();
    }

    @Test
    void planOfPackagesOnABaseFetchesNoLayerOfIt() throws Exception {
        BuildRequest onBase = onDebianBase("more");
        moveTo("second", false);
        assertThat(plan(onBase)).extracting(PlannedStage::source).containsOnly(PlannedStage.Source.LATER);
        fixture.build(onBase);
        assertThat(plan(onBase)).extracting(PlannedStage::source).containsOnly(PlannedStage.Source.CACHE);
    }

    private List<PlannedStage> plan(BuildRequest request) throws BuildException {
        return new BuildPlan(fixture.workplace, fixture.registries, fixture.log).of(request);
    }

    /** A request for packages on a root that was made here, and pushed. */
    private BuildRequest onDebianBase(String... packages) throws Exception {
        archive.add(DebBuilder.of("more", "1").field("Depends", "libextra2").file("usr/share/more/text", 0644, "more"))
                .publish();
        fixture.build(request("tool"));
        new ImagePublish(fixture.workplace, fixture.registries, fixture.log).run(fixture.targets("debian:1"));
        FoundationChoice.Base base = (FoundationChoice.Base) fixture.base("debian:1");
        return request(new FoundationChoice.Base(base.image(), List.of(packages), Optional.empty()));
    }
}
