package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.FakeServer.Seen;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not asked for, not fetched and not sent, since the registry has it somewhere. */
class MountTest {
    @TempDir
    Path folder;

    private final Registries registries = FastTime.registries();
    private Layout local;
    private Layout remote;
    private EmbeddedRegistry registry;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        local = Layout.at(folder.resolve("local"));
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
        proxy = new FaultProxy(registry.address(), request -> Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        registry.close();
    }

    private static ImageReference name(String address, String repository) throws BuildException {
        return ImageReference.parse(address + "/" + repository, "image");
    }

    private void push(Descriptor image, String repository, String tag) throws IOException, BuildException {
        proxy.seen.clear();
        new ImagePush(registries, local).push(image, name(proxy.address(), repository), List.of(tag));
    }

    @Test
    void pushWhenOriginIsInTheSameRegistryFetchesNothing() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        Layout manifests = Layout.at(folder.resolve("manifests"));
        manifests.add(image.mediaType(), local.read(image.digest()));
        try (FakeServer server = new FakeServer(seen -> empty(seen, Answered.of(201, "")))) {
            Optional<ImageReference> origin = Optional.of(name(server.address(), "base"));

            PushedImage pushed = new ImagePush(registries, manifests, origin)
                    .push(image, name(server.address(), "app"), List.of("1"));

            assertThat(pushed.blobsSkipped()).isEqualTo(3);
            assertThat(server.seen)
                    .noneMatch(seen -> seen.method().equals("GET") && seen.uri().contains("/blobs/"));
        }
    }

    @Test
    void pushOfWhatWasPulledFromAnotherRepositorySendsNothing() throws Exception {
        Descriptor blob = Descriptor.of(MediaType.LAYER_TAR, "layer".getBytes(StandardCharsets.UTF_8));
        FakeServer.Script script = seen -> seen.uri().startsWith("/v2/cache/blobs/")
                ? Answered.of(200, "layer")
                : empty(seen, Answered.of(201, ""));
        try (FakeServer server = new FakeServer(script)) {
            registries
                    .repository(name(server.address(), "cache"), Access.PULL)
                    .blobs()
                    .pull(blob, local);
            registries
                    .repository(name(server.address(), "app"), Access.PUSH)
                    .blobs()
                    .push(blob, local);
            assertThat(server.seen)
                    .anyMatch(seen -> seen.uri().contains("&from=cache"))
                    .noneMatch(seen -> seen.method().equals("PUT"));
        }
    }

    /** Has no blob but what can be mounted or uploaded; manifests are taken. */
    private static Answered empty(Seen seen, Answered mounting) {
        return switch (seen.method()) {
            case "POST" -> seen.uri().contains("mount=") ? mounting : Answered.of(202, "", "Location", "/v2/session");
            case "PUT" -> Answered.of(201, "");
            default -> Answered.of(404, "");
        };
    }

    private void pushKnownFromBase(Descriptor layer, FakeServer server) throws IOException, BuildException {
        registries
                .repository(name(server.address(), "base"), Access.PULL)
                .blobs()
                .suspect(layer.digest());
        registries
                .repository(name(server.address(), "app"), Access.PUSH)
                .blobs()
                .push(layer, local);
    }

    private List<String> sent(Answered mounting) throws IOException, BuildException {
        Descriptor layer = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 100));
        try (FakeServer server = new FakeServer(seen -> empty(seen, mounting))) {
            pushKnownFromBase(layer, server);
            return server.seen.stream()
                    .map(seen -> seen.method() + " " + seen.uri().replaceAll("sha256:[0-9a-f]+", "X"))
                    .toList();
        }
    }

    @Test
    void pushWhenBlobCanBeMountedSendsNothing() throws IOException, BuildException {
        assertThat(sent(Answered.of(201, "")))
                .containsExactly("HEAD /v2/app/blobs/X", "POST /v2/app/blobs/uploads/?mount=X&from=base");
    }

    @Test
    void pushWhenMountGivesASessionUploadsIntoIt() throws IOException, BuildException {
        assertThat(sent(Answered.of(202, "", "Location", "/v2/given")))
                .containsExactly(
                        "HEAD /v2/app/blobs/X",
                        "POST /v2/app/blobs/uploads/?mount=X&from=base",
                        "PUT /v2/given?digest=X");
    }

    @Test
    void pushWhenMountIsRefusedUploadsPlainly() throws IOException, BuildException {
        assertThat(sent(Answered.of(403, "")))
                .containsExactly(
                        "HEAD /v2/app/blobs/X",
                        "POST /v2/app/blobs/uploads/?mount=X&from=base",
                        "POST /v2/app/blobs/uploads/",
                        "PUT /v2/session?digest=X");
    }

    @Test
    void pushWhenMountWantsATokenAsksForBothRepositories() throws IOException, BuildException {
        Descriptor layer = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 100));
        try (FakeServer tokens = new FakeServer(seen -> Answered.of(200, "{\"token\":\"t\"}"));
                FakeServer server = new FakeServer(seen -> seen.authorization().isEmpty()
                        ? Answered.of(
                                401, "", "WWW-Authenticate", "Bearer realm=\"http://" + tokens.address() + "/token\"")
                        : empty(seen, Answered.of(201, "")))) {
            pushKnownFromBase(layer, server);

            assertThat(tokens.seen)
                    .extracting(seen -> URLDecoder.decode(seen.uri(), StandardCharsets.UTF_8))
                    .containsExactly(
                            "/token?scope=repository:app:pull,push",
                            "/token?scope=repository:app:pull,push&scope=repository:base:pull");
        }
    }

    @Test
    void pushWhenTagMovesSendsOnlyWhatItsImageLackedAndAsksForNothing() throws IOException, BuildException {
        push(SampleImages.image(local, Platform.LINUX_AMD64, 1000), "team/app", "1");
        Descriptor next = withAnotherLayer(1000);
        proxy.seen.clear();

        new ImagePush(FastTime.registries(), local).push(next, name(proxy.address(), "team/app"), List.of("1"));

        assertThat(proxy.seen("HEAD", "/blobs/")).isZero();
        assertThat(proxy.seen("PUT", "/blobs/")).isEqualTo(1);
    }

    @Test
    void pushWhenAnEarlierImageLackedMuchAsksBeforeItSendsThat() throws IOException, BuildException {
        push(SampleImages.image(local, Platform.LINUX_AMD64, 1000), "team/app", "1");
        Descriptor next = withAnotherLayer(1 << 20);
        proxy.seen.clear();

        push(next, "team/app", "1");

        assertThat(proxy.seen("HEAD", "/blobs/")).isEqualTo(1);
    }

    private Descriptor withAnotherLayer(int size) throws IOException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        Manifest manifest = local.manifest(image);
        List<Descriptor> layers = new ArrayList<>(manifest.layers());
        layers.add(local.add(MediaType.LAYER_TAR, SampleImages.bytes(7, size)));
        return local.add(
                MediaType.MANIFEST, Manifest.ofImage(manifest.config(), layers).bytes());
    }

    @Test
    void pushWhenThisBuildHasPushedTheLayersAsksForNoneAgain() throws IOException, BuildException {
        push(SampleImages.image(local, Platform.LINUX_AMD64, 1000), "team/app", "1");

        push(withAnotherLayer(1000), "team/app", "2");

        assertThat(proxy.seen("HEAD", "/blobs/")).isZero();
    }

    @Test
    void pushWhenTagIsUpToDateAsksOnce() throws IOException, BuildException {
        Descriptor index = SampleImages.index(local);
        push(index, "team/app", "1");

        push(index, "team/app", "1");

        assertThat(proxy.seen).hasSize(1);
    }

    @Test
    void pushWhenThereAreManyLayersKeepsToAFewConnections() throws IOException, BuildException {
        List<Descriptor> layers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            layers.add(local.add(MediaType.LAYER_TAR, SampleImages.bytes(i, 1000)));
        }
        Descriptor config = local.add(MediaType.CONFIG, "{}".getBytes(StandardCharsets.UTF_8));

        push(local.add(MediaType.MANIFEST, Manifest.ofImage(config, layers).bytes()), "team/app", "1");

        assertThat(proxy.seen).hasSize(1 + 1 + 3 * 31 + 1);
        assertThat(proxy.connections).hasValueLessThanOrEqualTo(9);
    }
}
