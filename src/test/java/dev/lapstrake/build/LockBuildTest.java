package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.log.RecordedLog;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                false);
    }

    private LockFile lockFile() {
        return LockFile.in(fixture.workplace.project());
    }

    private BuildRequest request(String... packages) throws BuildException {
        return request(new FoundationChoice.Distroless(List.of(packages)));
    }

    private BuildRequest request(FoundationChoice foundation) throws BuildException {
        DebianChoice debian = new DebianChoice(
                Suite.TRIXIE, Optional.of(archive.mirror()), Freshness.AN_HOUR, Optional.of(FakeArchive.KEY.keyring()));
        return new BuildRequest(
                fixture.name("app:1.0"),
                new BuildRequest.Target(Platform.LINUX_AMD64, foundation, debian),
                new ApplicationChoice.None(),
                StageChoice.NONE,
                BuildFixture.launch(List.of("/usr/bin/tool")));
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
        new ImagePublish(fixture.workplace, fixture.registries, fixture.log).run(fixture.name("debian:1"));
        FoundationChoice.Base base = (FoundationChoice.Base) fixture.base("debian:1");
        return request(new FoundationChoice.Base(base.image(), List.of(packages), Optional.empty()));
    }
}
