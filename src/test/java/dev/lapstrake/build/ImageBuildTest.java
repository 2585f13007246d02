package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.Damage;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.FolderText;
import dev.lapstrake.root.contents.RootContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole flow, on a base image in a real registry. */
class ImageBuildTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void runWhenBaseIsNamedLaysTheApplicationOnIt() throws Exception {
        BuildResult result = build("base:single");
        Layout store = Layout.at(fixture.workplace.store());
        Descriptor image = store.find("1.0").orElseThrow();
        assertThat(image.digest()).isEqualTo(result.digest());
        Manifest manifest = store.manifest(image);
        assertThat(manifest.layers()).hasSize(4).allSatisfy(layer -> assertThat(store.has(layer))
                .isTrue());
        assertThat(folder.resolve("target/image-digest"))
                .hasContent(result.digest().toString());
        JsonObject report = Json.object(Files.readAllBytes(folder.resolve("target/image.json")));
        assertThat(Json.objects(report, "layers").map(layer -> Json.text(layer, "name", "")))
                .containsExactly("base", "dependencies", "launch", "classes");
        assertThat(Json.text(report, "base", "")).contains("/base:single@sha256:");
    }

    @Test
    void runWhenBaseIsAnIndexTakesThePlatformsImage() throws Exception {
        build("base:index");
        Manifest chosen = manifest();
        build("base:single");
        assertThat(chosen.layers()).isEqualTo(manifest().layers());
        assertThat(chosen.config()).isEqualTo(manifest().config());
    }

    private Manifest manifest() throws Exception {
        Layout store = Layout.at(fixture.workplace.store());
        return store.manifest(store.index().get(0));
    }

    @Test
    void runWhenClassChangesKeepsOnlyTheNewImage() throws Exception {
        Digest first = build("base:single").digest();
        fixture.project.main("a.Other").mainClass("a.Main");
        BuildResult second = build("base:single");
        Layout store = Layout.at(fixture.workplace.store());
        assertThat(second.digest()).isNotEqualTo(first);
        assertThat(store.has(first)).isFalse();
        assertThat(store.index()).hasSize(1);
    }

    @Test
    void runWhenItFailsLeavesTheStoreAsItWas() throws Exception {
        Digest first = build("base:single").digest();
        assertProblem("base-image-missing", () -> build("base:gone"));
        assertThat(Layout.at(fixture.workplace.store()).has(first)).isTrue();
        assertThat(folder.resolve("target/image-digest")).hasContent(first.toString());
    }

    @Test
    void runWhenOfflineTakesTheBaseFromTheCache() throws Exception {
        Digest online = build("base:single").digest();
        fixture.workplace = new Workplace(folder, fixture.workplace.output(), fixture.workplace.cache(), true);
        fixture.registry.close();
        assertThat(build("base:single").digest()).isEqualTo(online);
        assertProblem("base-offline", () -> build("base:index"));
    }

    @Test
    void publishSendsWhatWasBuiltAndNothingTwice() throws Exception {
        BuildResult result = build("base:single");
        PushedImage first = publish("app:1.0");
        PushedImage second = publish("app:1.0");
        assertThat(first.digest()).isEqualTo(result.digest());
        assertThat(second.bytesUploaded()).isZero();
        assertThat(fixture.remote.find("app:1.0").orElseThrow().digest()).isEqualTo(result.digest());
    }

    @Test
    void publishWhenNothingWasBuiltSaysSo() {
        assertProblem("nothing-built", () -> publish("app:1.0"));
    }

    @Test
    void runWhenADirectoryIsTheApplicationsSaysSo() throws Exception {
        for (String path : List.of("/app", "/opt/java", "/opt/java/lib")) {
            Accounts accounts = Accounts.parse(List.of(), List.of(new FolderText(path, "nonroot", null)));
            RootContents none = RootContents.NONE;
            RootContents contents =
                    new RootContents(none.packages(), none.fonts(), none.regions(), List.of(), accounts);
            BuildRequest request =
                    fixture.request(new FoundationChoice.Distroless(contents), fixture.java(), StageChoice.NONE);
            assertProblem("directory-clash", () -> fixture.build(request));
        }
    }

    /** The kinds of damage take turns here; each file has each of them in the tests of stages and of kept texts. */
    @Test
    void runWhenAnyFileOfTheCacheIsDamagedGivesTheSameImage() throws Exception {
        Digest right = build("base:single").digest();
        damageAll(fixture.workplace.cache(), right, () -> {});
    }

    @Test
    void runWhenWhatIsKnownOfLayersIsDamagedGivesTheSameImage() throws Exception {
        Digest right = build("base:single").digest();
        damageAll(fixture.workplace.assembly(), right, () -> Scratch.delete(fixture.workplace.layout()));
    }

    private interface Step {
        void run() throws IOException;
    }

    private void damageAll(Path folder, Digest right, Step before) throws Exception {
        Damage[] kinds = Damage.values();
        List<Path> files = Damage.files(folder);
        for (int i = 0; i < files.size(); i++) {
            String what = kinds[i % kinds.length] + ": " + files.get(i);
            if (Files.exists(files.get(i))) {
                kinds[i % kinds.length].to(files.get(i));
            }
            before.run();
            Scratch.delete(fixture.workplace.output());
            assertThat(build("base:single").digest()).as(what).isEqualTo(right);
            for (Path blob : Damage.files(fixture.workplace.store().resolve("blobs"))) {
                assertThat(Digest.of(blob).hex())
                        .as(what)
                        .isEqualTo(blob.getFileName().toString());
            }
        }
    }

    private PushedImage publish(String name) throws Exception {
        return new ImagePublish(fixture.workplace, fixture.registries, BuildLog.SILENT)
                .run(fixture.targets(name))
                .get(0)
                .image();
    }

    private BuildResult build(String base) throws Exception {
        return fixture.build(fixture.request(base));
    }
}
