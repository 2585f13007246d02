package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.report.PlanText;
import dev.lapstrake.root.SamplePackages;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.apt.Freshness;
import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.root.deb.DebBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image and the one beside it, with a busybox out of a small suite of signed packages. */
class DebugBuildTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;
    private FakeArchive archive;
    private final RecordedLog log = new RecordedLog();

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
        fixture.log = log;
        archive = SamplePackages.publish(Files.createDirectory(folder.resolve("mirror")))
                .add(DebBuilder.of("busybox-static", "1")
                        .file("bin/busybox", 0755, "x\0[\0[[\0busybox\0sh\0\0")
                        .file("usr/share/doc/busybox-static/copyright", 0644, "GPL"))
                .publish();
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void runMakesAnotherImageAndLeavesTheImageAsItWas() throws Exception {
        Digest alone = fixture.build(request()).digest();
        Digest beside = fixture.build(request().with(DebugChoice.SHELL)).digest();
        assertThat(beside).isEqualTo(alone);
        JsonObject debug = Json.object(report(), "debug");
        Layout store = Layout.at(fixture.workplace.store());
        assertThat(Json.text(debug, "digest", ""))
                .isEqualTo(store.find("1.0-debug").orElseThrow().digest().toString());
        assertThat(Json.texts(debug, "tags")).containsExactly("1.0-debug");
        assertThat(Json.objects(debug, "layers").map(layer -> Json.text(layer, "name", "")))
                .containsExactly("busybox");
    }

    @Test
    void runWhenOnlyTheNameIsAnotherMakesNothing() throws Exception {
        BuildRequest first = request().with(DebugChoice.SHELL);
        fixture.build(first);
        log.steps().clear();
        fixture.build(new BuildRequest(fixture.name("app:2.0"), first.platforms(), first.manifests()));
        assertThat(log.steps()).extracting(Step::name).contains("busybox", DebugImage.NAME);
        assertThat(log.steps()).allMatch(Step::reused);
    }

    @Test
    void planHasItAsItsLast() throws Exception {
        assertThat(plan())
                .anyMatch(line -> line.startsWith("busybox") && line.contains("to be made"))
                .last()
                .asString()
                .startsWith(DebugImage.NAME)
                .endsWith("not known yet   reads image, busybox");
        fixture.build(request().with(DebugChoice.SHELL));
        assertThat(plan()).allMatch(line -> line.contains("from cache"));
    }

    @Test
    void lockHoldsBusyboxToo() throws Exception {
        new LockBuild(fixture.workplace, fixture.registries, BuildLog.SILENT)
                .run(request().with(DebugChoice.SHELL), LockUpdate.NONE);
        assertThat(LockFile.in(fixture.workplace.project()).path()).content().contains("busybox-static");
    }

    @Test
    void guideIsThatOfTheImage() throws Exception {
        fixture.build(request().with(DebugChoice.SHELL));
        assertThat(new ImageDebug(fixture.workplace).guide().lines())
                .anyMatch(line -> line.endsWith("app:1.0: user 65532"))
                .anyMatch(line -> line.contains("app:1.0-debug: the same, with a shell"));
    }

    private List<String> plan() throws BuildException {
        BuildRequest request = request().with(DebugChoice.SHELL);
        return new PlanText(new BuildPlan(fixture.workplace, fixture.registries, log).of(request)).lines();
    }

    private JsonObject report() throws Exception {
        return Json.object(Files.readAllBytes(fixture.workplace.output().resolve("image.json")));
    }

    private BuildRequest request() throws BuildException {
        DebianChoice debian = new DebianChoice(
                Suite.TRIXIE, Optional.of(archive.mirror()), Freshness.AN_HOUR, Optional.of(FakeArchive.KEY.keyring()));
        return fixture.request(
                new ApplicationChoice.None(),
                StageChoice.NONE,
                BuildFixture.launch(List.of("/usr/bin/tool")),
                new Target(Platform.LINUX_AMD64, new FoundationChoice.Distroless(List.of()), debian));
    }
}
