package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.app.ProjectFixture;
import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.assemble.Environment;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole flow, on a base image in a real registry. */
class ImageBuildTest {
    @TempDir
    Path folder;

    private final Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));
    private ProjectFixture project;
    private Workplace workplace;
    private Layout remote;
    private EmbeddedRegistry registry;

    @BeforeEach
    void start() throws Exception {
        workplace = new Workplace(folder.resolve("target"), folder.resolve("cache"), false);
        project = new ProjectFixture(folder).main("a.Main").dependency("g", "lib", "1.0", Origin.RELEASE);
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
        Descriptor image = baseImage();
        remote.tag("base:single", image);
        Descriptor index = remote.add(
                MediaType.INDEX,
                Index.of(List.of(image.on(Platform.ofThisMachine()))).bytes());
        remote.tag("base:index", index);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    @Test
    void runWhenBaseIsNamedLaysTheApplicationOnIt() throws Exception {
        BuildResult result = build("base:single", "app:1.0");
        Layout store = Layout.at(workplace.store());
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
        assertThat(build("base:index", "app:1.0").digest())
                .isEqualTo(build("base:single", "app:1.0").digest());
    }

    @Test
    void runWhenClassChangesKeepsOnlyTheNewImage() throws Exception {
        Digest first = build("base:single", "app:1.0").digest();
        project.main("a.Other").mainClass("a.Main");
        BuildResult second = build("base:single", "app:1.0");
        Layout store = Layout.at(workplace.store());
        assertThat(second.digest()).isNotEqualTo(first);
        assertThat(store.has(first)).isFalse();
        assertThat(store.index()).hasSize(1);
    }

    @Test
    void runWhenItFailsLeavesTheStoreAsItWas() throws Exception {
        Digest first = build("base:single", "app:1.0").digest();
        assertProblem("base-image-missing", () -> build("base:gone", "app:1.0"));
        assertThat(Layout.at(workplace.store()).has(first)).isTrue();
        assertThat(folder.resolve("target/image-digest")).hasContent(first.toString());
    }

    @Test
    void runWhenOfflineTakesTheBaseFromTheCache() throws Exception {
        Digest online = build("base:single", "app:1.0").digest();
        workplace = new Workplace(workplace.output(), workplace.cache(), true);
        registry.close();
        assertThat(build("base:single", "app:1.0").digest()).isEqualTo(online);
        assertProblem("base-offline", () -> build("base:index", "app:1.0"));
    }

    @Test
    void publishSendsWhatWasBuiltAndNothingTwice() throws Exception {
        BuildResult result = build("base:single", "app:1.0");
        PushedImage first = publish("app:1.0");
        PushedImage second = publish("app:1.0");
        assertThat(first.digest()).isEqualTo(result.digest());
        assertThat(second.bytesUploaded()).isZero();
        assertThat(remote.find("app:1.0").orElseThrow().digest()).isEqualTo(result.digest());
    }

    @Test
    void publishWhenNothingWasBuiltSaysSo() {
        assertProblem("nothing-built", () -> publish("app:1.0"));
    }

    @Test
    void runWhenPlatformIsNotThisMachinesSaysSo() {
        FoundationChoice distroless = new FoundationChoice.Distroless(
                dev.lapstrake.root.apt.Suite.TRIXIE,
                List.of(),
                java.util.Optional.empty(),
                Path.of(System.getProperty("java.home")),
                false,
                List.of());
        assertProblem("platform-not-here", () -> run(distroless, "app:1.0", new Platform("linux", "s390x", "")));
    }

    private PushedImage publish(String name) throws Exception {
        return new ImagePublish(workplace, registries, BuildLog.SILENT).run(name(name));
    }

    private BuildResult build(String base, String name) throws Exception {
        ImageReference image = ImageReference.parse(registry.address() + "/" + base, "base");
        return run(new FoundationChoice.Base(image), name, Platform.ofThisMachine());
    }

    private BuildResult run(FoundationChoice foundation, String name, Platform platform) throws Exception {
        LaunchChoice launch = new LaunchChoice(
                List.of(),
                List.of(),
                new Environment(new TreeMap<>()),
                new TreeMap<>(),
                List.of(),
                ContainerUser.NONROOT,
                "/app",
                Instant.EPOCH);
        return new ImageBuild(workplace, registries, BuildLog.SILENT)
                .run(new BuildRequest(name(name), platform, project.source(), foundation, launch));
    }

    private ImageName name(String name) throws Exception {
        return ImageName.parse(registry.address() + "/" + name, List.of());
    }

    private Descriptor baseImage() throws Exception {
        Layer layer = Layer.write(
                Tree.EMPTY.with(TreePath.of("etc/base"), Entry.file("base")).withParents(), remote);
        String config = """
                {"architecture":"%s","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(Platform.ofThisMachine().architecture(), layer.diffId());
        Descriptor blob = remote.add(MediaType.CONFIG, config.getBytes(StandardCharsets.UTF_8));
        return remote.add(
                MediaType.MANIFEST,
                Manifest.ofImage(blob, List.of(layer.blob())).bytes());
    }
}
