package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePullTest {
    @TempDir
    Path folder;

    private Layout local;
    private Layout remote;
    private EmbeddedRegistry registry;
    private final Registries registries = FastTime.registries();

    @BeforeEach
    void start() throws IOException {
        local = Layout.at(folder.resolve("local"));
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    private PulledImage pull(String image, Platform platform) throws IOException, BuildException {
        return new ImagePull(registries, local).pull(ImageReference.parse(image, "base"), platform, "base");
    }

    private static void assertProblem(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo(id));
    }

    @Test
    void findWhenTheTagMovesMeanwhileStaysWithTheImageOfTheOtherPlatforms() throws IOException, BuildException {
        Descriptor amd = SampleImages.image(remote, Platform.LINUX_AMD64, 10);
        Descriptor arm = SampleImages.image(remote, SampleImages.ARM64, 10);
        remote.tag(
                "team/base:1",
                remote.add(MediaType.INDEX, Index.of(List.of(amd, arm)).bytes()));
        ImagePull pull = new ImagePull(registries, local);
        ImageReference name = ImageReference.parse(registry.address() + "/team/base:1", "base");
        assertThat(pull.find(name, Platform.LINUX_AMD64, "base").digest()).isEqualTo(amd.digest());
        remote.tag("team/base:1", SampleImages.index(remote));
        assertThat(pull.find(name, SampleImages.ARM64, "base").digest()).isEqualTo(arm.digest());
    }

    @Test
    void pullWhenImageIsAnIndexTakesThePlatform() throws IOException, BuildException {
        Descriptor index = SampleImages.index(remote);
        remote.tag("team/base:1", index);

        PulledImage pulled = pull(registry.address() + "/team/base:1", SampleImages.ARM64);

        assertThat(pulled.resolved()).isEqualTo(index.digest());
        assertThat(pulled.descriptor().platform()).isEqualTo(SampleImages.ARM64);
        assertThat(pulled.manifest()).isEqualTo(remote.manifest(pulled.descriptor()));
        assertThat(Json.text(pulled.config(), "architecture", "")).isEqualTo("arm64");
        for (Descriptor blob : pulled.manifest().blobs()) {
            assertThat(local.read(blob.digest())).isEqualTo(remote.read(blob.digest()));
        }
    }

    @Test
    void pullWhenImageIsOneManifestTakesIt() throws IOException, BuildException {
        Descriptor image = SampleImages.image(remote, Platform.LINUX_AMD64, 100_000);
        remote.tag("base:latest", image);

        PulledImage pulled = pull(registry.address() + "/base", Platform.LINUX_AMD64);

        assertThat(pulled.resolved()).isEqualTo(image.digest());
        assertThat(pulled.descriptor().digest()).isEqualTo(image.digest());
    }

    @Test
    void pullWhenImageIsDockersTakesIt() throws IOException, BuildException {
        Descriptor config = remote.add(
                MediaType.DOCKER_CONFIG,
                "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(StandardCharsets.UTF_8));
        Manifest manifest = new Manifest(MediaType.DOCKER_MANIFEST, "", config, List.of(), new TreeMap<>());
        Descriptor image =
                remote.add(MediaType.DOCKER_MANIFEST, manifest.bytes()).on(Platform.LINUX_AMD64);
        JsonObject list = new JsonObject();
        list.addProperty("mediaType", MediaType.DOCKER_LIST);
        JsonArray manifests = new JsonArray();
        manifests.add(image.toJson());
        list.add("manifests", manifests);
        remote.tag("base:1", remote.add(MediaType.DOCKER_LIST, Json.compact(list)));

        PulledImage pulled = pull(registry.address() + "/base:1", Platform.LINUX_AMD64);

        assertThat(pulled.descriptor().mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
    }

    @Test
    void pullWhenDigestIsThereAlreadyNeedsNoNetwork() throws IOException, BuildException {
        Descriptor index = SampleImages.index(remote);
        String image = registry.address() + "/base@" + index.digest();
        PulledImage first = pull(image, Platform.LINUX_AMD64);
        registry.close();

        assertThat(pull(image, Platform.LINUX_AMD64)).isEqualTo(first);
    }

    @Test
    void pullWhenPlatformIsNotInIndexListsThoseThatAre() throws IOException {
        remote.tag("base:1", SampleImages.index(remote));

        assertThatThrownBy(() -> pull(registry.address() + "/base:1", new Platform("linux", "s390x", "")))
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo("platform-missing"))
                .hasMessageContaining("linux/amd64, linux/arm64/v8");
    }

    @Test
    void pullWhenManifestIsForAnotherPlatformRefusesIt() throws IOException {
        remote.tag("base:1", SampleImages.image(remote, Platform.LINUX_AMD64, 10));

        assertProblem("platform-missing", () -> pull(registry.address() + "/base:1", SampleImages.ARM64));
    }

    @Test
    void pullWhenThereIsNoSuchTagSaysSo() {
        assertProblem("base-image-missing", () -> pull(registry.address() + "/none:1", Platform.LINUX_AMD64));
    }

    @Test
    void pullWhenLayerIsMissingSaysSo() throws IOException {
        Descriptor image = SampleImages.image(remote, Platform.LINUX_AMD64, 10);
        remote.tag("base:1", image);
        Files.delete(remote.blob(remote.manifest(image).layers().get(1).digest()));

        assertProblem("image-missing", () -> pull(registry.address() + "/base:1", Platform.LINUX_AMD64));
    }

    @Test
    void pullWhenLayerIsDamagedKeepsNothingOfIt() throws IOException {
        Descriptor image = SampleImages.image(remote, Platform.LINUX_AMD64, 10);
        remote.tag("base:1", image);
        Digest layer = remote.manifest(image).layers().get(1).digest();
        Files.write(remote.blob(layer), new byte[10]);

        assertProblem("registry-wrong-digest", () -> pull(registry.address() + "/base:1", Platform.LINUX_AMD64));
        assertThat(local.has(layer)).isFalse();
    }

    @Test
    void pullWhenLayerIsLongerThanPromisedStopsReading() throws IOException {
        Descriptor image = SampleImages.image(remote, Platform.LINUX_AMD64, 10);
        remote.tag("base:1", image);
        Files.write(remote.blob(remote.manifest(image).layers().get(1).digest()), new byte[5_000_000]);

        assertProblem("registry-wrong-digest", () -> pull(registry.address() + "/base:1", Platform.LINUX_AMD64));
    }

    @Test
    void pullWhenManifestHasAnotherDigestRefusesIt() throws IOException {
        try (FakeServer server =
                new FakeServer(seen -> Answered.of(200, "{\"layers\":[]}", "Content-Type", MediaType.MANIFEST))) {
            String image = server.address() + "/base@" + Digest.of("asked for");

            assertProblem("registry-wrong-digest", () -> pull(image, Platform.LINUX_AMD64));
        }
    }

    @Test
    void pullWhenManifestIsNoJsonSaysRegistryIsBroken() throws IOException {
        try (FakeServer server = new FakeServer(seen -> Answered.of(200, "<html>", "Content-Type", "text/html"))) {
            assertProblem("registry-broken", () -> pull(server.address() + "/base", Platform.LINUX_AMD64));
        }
    }

    @Test
    void pullWhenManifestIsOfAnUnknownTypeSaysSo() throws IOException {
        String v1 = "application/vnd.docker.distribution.manifest.v1+json";
        try (FakeServer server = new FakeServer(seen -> Answered.of(200, "{}", "Content-Type", v1))) {
            assertProblem("registry-broken", () -> pull(server.address() + "/base", Platform.LINUX_AMD64));
        }
    }

    @Test
    void pullWhenManifestIsAlsoAnIndexRefusesIt() throws IOException {
        String both = "{\"layers\":[],\"manifests\":[]}";
        try (FakeServer server = new FakeServer(seen -> Answered.of(200, both, "Content-Type", MediaType.INDEX))) {
            assertProblem("registry-broken", () -> pull(server.address() + "/base", Platform.LINUX_AMD64));
        }
    }

    @Test
    void pullWhenRegistryFailsSaysItIsBroken() throws IOException {
        try (FakeServer server = new FakeServer(seen -> Answered.of(503, "busy"))) {
            assertProblem("registry-broken", () -> pull(server.address() + "/base", Platform.LINUX_AMD64));
        }
    }

    @Test
    void pullWhenRegistryRefusesQuotesIt() throws IOException {
        String error = "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow\\u001b[1m down\"}]}";
        try (FakeServer server = new FakeServer(seen -> Answered.of(429, error))) {
            assertThatThrownBy(() -> pull(server.address() + "/base", Platform.LINUX_AMD64))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("registry-refused"))
                    .hasMessageContaining("429 TOOMANYREQUESTS: slow [1m down");
        }
    }

    @Test
    void pullWhenRegistryStopsSendingGivesUp() throws IOException {
        Registries impatient = new Registries(FastTime.access().with(Persistence.NONE));
        try (StuckServer server = new StuckServer()) {
            for (String name : List.of("nothing", "half")) {
                ImageReference image = new ImageReference(server.address(), name, "1", null);
                assertProblem("registry-unreachable", () -> new ImagePull(impatient, local)
                        .pull(image, Platform.LINUX_AMD64, "base"));
            }
        }
    }

    @Test
    void pullWhenTypeIsOnlyInHeaderTakesThat() throws IOException, BuildException {
        byte[] config = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(StandardCharsets.UTF_8);
        String manifest = "{\"schemaVersion\":2,\"config\":"
                + Descriptor.of(MediaType.DOCKER_CONFIG, config).toJson() + ",\"layers\":[]}";
        try (FakeServer server = new FakeServer(seen -> seen.uri().contains("/manifests/")
                ? Answered.of(200, manifest, "Content-Type", MediaType.DOCKER_MANIFEST + "; charset=utf-8")
                : Answered.of(200, new String(config, StandardCharsets.UTF_8)))) {
            assertThat(pull(server.address() + "/base", Platform.LINUX_AMD64)
                            .descriptor()
                            .mediaType())
                    .isEqualTo(MediaType.DOCKER_MANIFEST);
        }
    }
}
