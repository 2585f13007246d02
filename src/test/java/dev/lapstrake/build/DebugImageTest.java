package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Origin;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.registry.TagChoice;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugImageTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;
    private Layout cache;
    private Descriptor image;

    @BeforeEach
    void build() throws Exception {
        fixture = new BuildFixture(folder);
        fixture.build(fixture.request("base:single"));
        cache = Layout.at(fixture.workplace.layout());
        image = Layout.at(fixture.workplace.store()).find("1.0").orElseThrow();
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void findOrMakeLaysItsLayersOnThoseOfTheImage() throws Exception {
        Manifest below = cache.manifest(image);
        Manifest made =
                cache.manifest(debug("busybox", "java-tools").findOrMake().manifest());
        int count = below.layers().size();
        assertThat(made.layers().subList(0, count)).isEqualTo(below.layers());
        assertThat(made.layers()).hasSize(count + 2);
        JsonObject config = config(made);
        assertThat(Json.texts(Json.object(config, "rootfs"), "diff_ids")).hasSize(count + 2);
        assertThat(Json.objects(config, "history").map(entry -> Json.text(entry, "created_by", "")))
                .endsWith("lapstrake busybox", "lapstrake java-tools");
        JsonObject old = config(below);
        for (String same : List.of("User", "Entrypoint", "WorkingDir")) {
            assertThat(Json.object(config, "config").get(same))
                    .isEqualTo(Json.object(old, "config").get(same));
        }
    }

    @Test
    void findOrMakePutsItsCommandsBehindThoseOfThePath() throws Exception {
        assertThat(path(debug("busybox"))).endsWith("/bin:/busybox");
        assertThat(path(debug("busybox", "java-tools"))).endsWith("/bin:/busybox:/opt/java-tools/bin");
    }

    @Test
    void findOrMakeWhenItWasMadeTakesThat() throws Exception {
        DebugImage.Made first = debug("busybox").findOrMake();
        DebugImage.Made second = debug("busybox").findOrMake();
        assertThat(first.reused()).isFalse();
        assertThat(second.reused()).isTrue();
        assertThat(second.manifest().digest()).isEqualTo(first.manifest().digest());
        assertThat(debug("busybox", "java-tools").find()).isEmpty();
    }

    @Test
    void keepHasBothImagesAndABuildWithoutDropsTheOther() throws Exception {
        Descriptor debug = keepBoth();
        Layout store = Layout.at(fixture.workplace.store());
        assertThat(store.index())
                .extracting(entry -> entry.refName().orElse(""))
                .containsExactly("1.0", "1.0-debug");
        assertThat(store.has(debug.digest())).isTrue();
        fixture.build(fixture.request("base:single"));
        assertThat(store.index()).hasSize(1);
        assertThat(store.has(debug.digest())).isFalse();
    }

    @Test
    void publishPushesItUnderEachTag() throws Exception {
        ImagePublish publish = new ImagePublish(fixture.workplace, fixture.registries, BuildLog.SILENT);
        PushTarget target =
                new PushTarget(fixture.name("app:1.0").reference(), TagChoice.movable(List.of("1.0", "newest")));
        assertThat(publish.debug(List.of(target))).isEmpty();
        Descriptor debug = keepBoth();
        PushedImage pushed = publish.debug(List.of(target)).get(0).image();
        assertThat(pushed.digest()).isEqualTo(debug.digest());
        for (String tag : List.of("app:1.0-debug", "app:newest-debug")) {
            assertThat(fixture.remote.find(tag).orElseThrow().digest()).isEqualTo(debug.digest());
        }
    }

    @Test
    void runWhenJdkIsWantedAndNoRuntimeIsLinkedSaysSo() throws Exception {
        BuildRequest request = fixture.request("base:single").with(DebugChoice.SHELL_AND_JDK);
        assertProblem("debug-jdk-without-runtime", () -> fixture.build(request));
    }

    @Test
    void checkWhenTheTagDoesNotFitSaysSo() throws Exception {
        for (String name : List.of("app:1.0-debug", "app:" + "x".repeat(123))) {
            ImageName unfit = ImageName.parse(name, List.of("1.0"), "1.0");
            assertProblem("debug-tag-unfit", () -> DebugChoice.SHELL.check(unfit));
            DebugChoice.NONE.check(unfit);
        }
    }

    @Test
    void planNamesItAfterTheImage() throws Exception {
        Workshop workshop = Workshop.at(fixture.workplace, fixture.registries, BuildLog.SILENT);
        DebugPlan plan = new DebugPlan(workshop, workshop.planner(), List.of());
        assertThat(plan.after(List.of())).isEmpty();
        assertThat(DebugPlan.uncompiled(DebugChoice.SHELL_AND_JDK, List.of(PlatformPlan.later("image", List.of()))))
                .extracting(PlannedStage::name)
                .containsExactly("image", "busybox", "java-tools", "debug image");
    }

    private Descriptor keepBoth() throws Exception {
        Descriptor debug = debug("busybox").findOrMake().manifest();
        Map<String, Descriptor> both = new LinkedHashMap<>(Map.of("1.0", image));
        both.put("1.0-debug", debug);
        Store.at(fixture.workplace).keep(both, Set.of(), cache, FileDigests.at(folder.resolve("digests")));
        return debug;
    }

    private DebugImage debug(String... layers) throws IOException {
        return new DebugImage(cache, image, layers(layers));
    }

    private List<StageResult> layers(String... names) throws IOException {
        List<StageResult> layers = new ArrayList<>();
        for (String name : names) {
            Tree tree = Tree.EMPTY
                    .with(TreePath.of(name + "/file"), Entry.file(name))
                    .withParents();
            layers.add(new StageResult(
                    name, CacheKey.of(name, 1), Layer.write(tree, cache), new TreeMap<>(), Origin.BUILT));
        }
        return layers;
    }

    private JsonObject config(Manifest manifest) throws IOException {
        return Json.object(cache.read(manifest.config().digest()));
    }

    private String path(DebugImage debug) throws IOException {
        JsonObject container =
                Json.object(config(cache.manifest(debug.findOrMake().manifest())), "config");
        return Json.texts(container, "Env")
                .filter(variable -> variable.startsWith("PATH="))
                .findFirst()
                .orElseThrow();
    }
}
