package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.registry.TagChoice;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of a base stay where they are, if all that happens to the image is a push. */
class LeftBaseTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;
    private BuildResult built;

    @BeforeEach
    void build() throws Exception {
        fixture = new BuildFixture(folder);
        built = fixture.build(request(true));
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    private BuildRequest request(boolean stays) throws Exception {
        ImageReference base = ImageReference.parse(fixture.registry.address() + "/base:single", "base");
        return fixture.request(
                fixture.java(),
                StageChoice.NONE,
                BuildFixture.launch(List.of()),
                BuildFixture.on(
                        Platform.ofThisMachine(), new FoundationChoice.Base(base, List.of(), Optional.empty(), stays)));
    }

    private Layout store() throws Exception {
        return Layout.at(fixture.workplace.store());
    }

    private Descriptor baseLayer() throws Exception {
        Manifest manifest = store().manifest(store().index().get(0));
        return manifest.layers().get(0);
    }

    private void push(String repository) throws Exception {
        PushTarget target =
                new PushTarget(ImageReference.parse(repository, "image"), TagChoice.movable(List.of("1.0")));
        new ImagePublish(fixture.workplace, fixture.registries, fixture.log).run(List.of(target));
    }

    @Test
    void runMakesTheSameImageWithoutTheLayers() throws Exception {
        assertThat(store().has(baseLayer())).isFalse();
        assertThat(Layout.at(fixture.workplace.layout()).has(baseLayer())).isFalse();
        assertThat(fixture.build(request(true)).digest()).isEqualTo(built.digest());
        assertThat(fixture.build(request(false)).digest()).isEqualTo(built.digest());
        assertThat(store().has(baseLayer())).isTrue();
    }

    @Test
    void pushIntoTheBasesRegistryFetchesNoLayer() throws Exception {
        push(fixture.registry.address() + "/team/app");
        assertThat(store().has(baseLayer())).isFalse();
        assertThat(fixture.remote.find("team/app:1.0").map(Descriptor::digest)).contains(built.digest());
    }

    @Test
    void pushIntoAnotherRegistryTakesTheLayersThere() throws Exception {
        Layout other = Layout.at(folder.resolve("other"));
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(other)) {
            push(registry.address() + "/app");
        }
        assertThat(other.findWhole("app:1.0").map(Descriptor::digest)).contains(built.digest());
    }

    @Test
    void openWhenOfflineTakesTheLayersOutOfTheCache() throws Exception {
        WholeStore offline = new WholeStore(fixture.workplace.offline(true), fixture.registries);
        assertProblem("base-offline", offline::open);
        Layout.ofCache(fixture.workplace.layout()).copy(baseLayer(), fixture.remote);
        assertThat(offline.open().hasIntact(baseLayer())).isTrue();
    }

    @Test
    void openFetchesTheLayersForWhoeverWantsTheWholeImage() throws Exception {
        Layout whole = new WholeStore(fixture.workplace, fixture.registries).open();
        assertThat(whole.hasIntact(baseLayer())).isTrue();
    }
}
