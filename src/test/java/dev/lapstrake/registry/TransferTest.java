package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.FaultProxy.Request;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a blob gets to its end that breaks off on the way. */
class TransferTest {
    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    private final Registries registries = FastTime.registries();
    private final AtomicLong moved = new AtomicLong();
    private Layout local;
    private Layout remote;
    private EmbeddedRegistry registry;

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

    /** Goes wrong once, with the first request that fits. */
    private FaultProxy failingOnce(Fault fault, Predicate<Request> which) throws IOException {
        AtomicInteger seen = new AtomicInteger();
        return new FaultProxy(
                registry.address(),
                request -> which.test(request) && seen.getAndIncrement() == 0 ? Optional.of(fault) : Optional.empty());
    }

    private static Predicate<Request> sent(String method) {
        return request -> request.method().equals(method) && request.uri().contains("/blobs/");
    }

    private RemoteBlobs blobs(String address) throws BuildException {
        ImageReference name = ImageReference.parse(address + "/team/app", "image");
        return registries.repository(name, Access.PUSH).blobs();
    }

    private static List<String> methods(FaultProxy proxy) {
        return proxy.seen.stream()
                .filter(request -> request.uri().contains("/blobs/"))
                .map(Request::method)
                .toList();
    }

    private void push(FaultProxy proxy) throws IOException, BuildException {
        Descriptor blob = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, SIZE));
        blobs(proxy.address()).push(blob, local, moved::addAndGet);
        assertThat(Digest.of(remote.blob(blob.digest()))).isEqualTo(blob.digest());
        assertThat(moved).hasValue(SIZE);
    }

    private void pull(FaultProxy proxy) throws IOException, BuildException {
        Descriptor blob = remote.add(MediaType.LAYER_TAR, SampleImages.bytes(1, SIZE));
        blobs(proxy.address()).pull(blob, local, moved::addAndGet);
        assertThat(Digest.of(local.blob(blob.digest()))).isEqualTo(blob.digest());
        assertThat(moved).hasValue(SIZE);
    }

    @Test
    void pushWhenItBreaksOffSendsTheRest() throws IOException, BuildException {
        try (FaultProxy proxy = failingOnce(Fault.RESET_IN_REQUEST, sent("PUT"))) {
            push(proxy);

            assertThat(methods(proxy)).containsExactly("HEAD", "POST", "PUT", "HEAD", "GET", "PATCH", "PUT");
            Request rest = proxy.seen.stream().filter(sent("PATCH")).findFirst().orElseThrow();
            assertThat(rest.size()).isEqualTo(SIZE / 2);
            assertThat(rest.head()).contains("Content-Range: " + SIZE / 2 + "-" + (SIZE - 1) + "\r\n");
        }
    }

    @Test
    void pushWhenOnlyTheAnswerIsLostFindsTheBlobThere() throws IOException, BuildException {
        try (FaultProxy proxy = failingOnce(Fault.ANSWER_LOST, sent("PUT"))) {
            push(proxy);

            assertThat(methods(proxy)).containsExactly("HEAD", "POST", "PUT", "HEAD");
        }
    }

    @Test
    void pushWhenTheSessionHasExpiredOpensAnother() throws IOException, BuildException {
        try (FaultProxy proxy = failingOnce(Fault.EXPIRED, sent("PUT"))) {
            push(proxy);

            assertThat(methods(proxy)).containsExactly("HEAD", "POST", "PUT", "HEAD", "POST", "PUT");
        }
    }

    @Test
    void pushWhenTheRegistryIsStillDownIsAskedAgainForWhatItHas() throws IOException, BuildException {
        AtomicInteger heads = new AtomicInteger();
        AtomicInteger puts = new AtomicInteger();
        try (FaultProxy proxy = new FaultProxy(registry.address(), request -> {
            if (sent("PUT").test(request) && puts.getAndIncrement() == 0) {
                return Optional.of(Fault.RESET_IN_REQUEST);
            }
            boolean down = sent("HEAD").test(request) && heads.incrementAndGet() == 2;
            return down ? Optional.of(Fault.UNAVAILABLE) : Optional.empty();
        })) {
            push(proxy);

            assertThat(methods(proxy)).containsExactly("HEAD", "POST", "PUT", "HEAD", "HEAD", "GET", "PATCH", "PUT");
        }
    }

    @Test
    void pushWhenTheSessionHasWrongBytesOpensAnother() throws IOException, BuildException {
        AtomicInteger sessions = new AtomicInteger();
        AtomicInteger puts = new AtomicInteger();
        Descriptor blob = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 1000));
        try (FakeServer server = new FakeServer(seen -> switch (seen.method()) {
            case "POST" -> Answered.of(202, "", "Location", "/session/" + sessions.incrementAndGet());
            case "GET" -> Answered.of(204, "", "Range", "0-499");
            case "PATCH" -> Answered.of(202, "");
            case "PUT" -> Answered.of(List.of(503, 400, 201).get(puts.getAndIncrement()), "");
            default -> Answered.of(404, "");
        })) {
            assertThat(blobs(server.address()).push(blob, local)).isTrue();
            assertThat(server.seen)
                    .filteredOn(seen -> seen.method().equals("PUT"))
                    .extracting(seen -> seen.uri().replaceFirst("\\?.*", ""))
                    .containsExactly("/session/1", "/session/1", "/session/2");
        }
    }

    @Test
    void pushWhenEverySessionGoesWrongInTheSameWayGivesUp() throws IOException, BuildException {
        AtomicInteger puts = new AtomicInteger();
        Descriptor blob = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 1000));
        try (FakeServer server = new FakeServer(seen -> switch (seen.method()) {
            case "POST" -> Answered.of(202, "", "Location", "/session");
            case "GET" -> Answered.of(204, "", "Range", "0-499");
            case "PATCH" -> Answered.of(202, "");
            case "PUT" -> Answered.of(puts.getAndIncrement() % 2 == 0 ? 503 : 400, "");
            default -> Answered.of(404, "");
        })) {
            assertThatThrownBy(() -> blobs(server.address()).push(blob, local)).isInstanceOf(BuildException.class);
            assertThat(puts.get()).isLessThan(20);
        }
    }

    @Test
    void pushWhenTheSessionDoesNotTellWhereItIsNeverSendsIntoItAgain() throws IOException, BuildException {
        AtomicInteger sessions = new AtomicInteger();
        Descriptor blob = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 1000));
        try (FakeServer server = new FakeServer(seen -> switch (seen.method()) {
            case "POST" -> Answered.of(202, "", "Location", "/session/" + sessions.incrementAndGet());
            case "GET" -> Answered.of(204, "");
            case "PUT" -> Answered.of(seen.uri().contains("/session/3") ? 201 : 502, "");
            default -> Answered.of(404, "");
        })) {
            assertThat(blobs(server.address()).push(blob, local)).isTrue();
            assertThat(server.seen)
                    .filteredOn(seen -> seen.method().equals("PUT"))
                    .extracting(seen -> seen.uri().replaceFirst("\\?.*", ""))
                    .containsExactly("/session/1", "/session/2", "/session/3");
        }
    }

    @Test
    void pushWhenAnUploadIsPointedElsewhereSendsTheSameThere() throws IOException, BuildException {
        Descriptor blob = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 1000));
        try (FakeServer store = new FakeServer(seen -> Answered.of(201, ""));
                FakeServer server = new FakeServer(seen -> switch (seen.method()) {
                    case "POST" -> Answered.of(202, "", "Location", "/session");
                    case "PUT" -> Answered.of(307, "", "Location", "http://" + store.address() + "/kept?a=b");
                    default -> Answered.of(404, "");
                })) {
            assertThat(blobs(server.address()).push(blob, local, moved::addAndGet))
                    .isTrue();
            assertThat(store.seen).extracting(FakeServer.Seen::method).containsExactly("PUT");
            assertThat(store.seen.get(0).body()).isEqualTo(server.seen.get(2).body());
            assertThat(moved).hasValue(1000);
        }
    }

    @Test
    void pushWhenAnUploadIsPointedElsewhereInAnotherWaySaysWhere() throws IOException, BuildException {
        Descriptor blob = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 1000));
        try (FakeServer server = new FakeServer(seen -> seen.method().equals("POST")
                ? Answered.of(302, "", "Location", "https://login.example.com/start?secret")
                : Answered.of(404, ""))) {
            assertThatThrownBy(() -> blobs(server.address()).push(blob, local))
                    .hasMessageContaining("it answered 302, which points to login.example.com/start.")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void pullWhenItBreaksOffAsksForTheRest() throws IOException, BuildException {
        try (FaultProxy proxy = failingOnce(Fault.TRUNCATED_ANSWER, sent("GET"))) {
            pull(proxy);

            assertThat(methods(proxy)).containsExactly("GET", "GET");
            assertThat(proxy.seen.get(proxy.seen.size() - 1).head()).contains("Range: bytes=" + SIZE / 2 + "-\r\n");
        }
    }

    @Test
    void pullWhenTheRegistryKnowsNoRangesBeginsAnew() throws IOException, BuildException {
        byte[] content = "x".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        Descriptor blob = Descriptor.of(MediaType.LAYER_TAR, content);
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer server =
                new FakeServer(seen -> Answered.of(200, "x".repeat(asked.getAndIncrement() == 0 ? 400 : 1000)))) {
            blobs(server.address()).pull(blob, local, moved::addAndGet);
        }
        assertThat(local.has(blob)).isTrue();
        assertThat(moved).hasValue(1000);
    }

    @Test
    void pullWhenOnlyTheEndOfTheAnswerIsLostKeepsTheBlob() throws IOException, BuildException {
        Descriptor blob = Descriptor.of(MediaType.LAYER_TAR, "0123456789".getBytes(StandardCharsets.US_ASCII));
        try (EndlessServer server = new EndlessServer("0123456789")) {
            blobs(server.address()).pull(blob, local, moved::addAndGet);
        }
        assertThat(local.has(blob)).isTrue();
        assertThat(moved).hasValue(10);
    }

    @Test
    void pullWhenItIsGivenUpTakesBackWhatCame() throws IOException, BuildException {
        Descriptor blob = Descriptor.of(MediaType.LAYER_TAR, "0123456789".getBytes(StandardCharsets.US_ASCII));
        try (EndlessServer server = new EndlessServer("01234")) {
            assertThatThrownBy(() -> blobs(server.address()).pull(blob, local, moved::addAndGet))
                    .isInstanceOf(BuildException.class);
        }
        assertThat(moved).hasValue(0);
    }

    @Test
    void pullWhenBytesAreWrongOnceFetchesThemAgain() throws IOException, BuildException {
        try (FaultProxy proxy = failingOnce(Fault.WRONG_BYTES, sent("GET"))) {
            pull(proxy);
            assertThat(methods(proxy)).containsExactly("GET", "GET");
        }
    }

    @Test
    void pullWhenBytesAreWrongTwiceFails() throws IOException, BuildException {
        Descriptor blob = remote.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 1000));
        try (FaultProxy proxy = new FaultProxy(registry.address(), request -> Optional.of(Fault.WRONG_BYTES))) {
            assertThatThrownBy(() -> blobs(proxy.address()).pull(blob, local))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("registry-wrong-digest"));
            assertThat(methods(proxy)).containsExactly("GET", "GET");
        }
        assertThat(local.has(blob)).isFalse();
    }

    @Test
    void pushWhenABlobHasVanishedUploadsItOnceMore() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        Path layer = remote.blob(local.manifest(image).layers().get(0).digest());
        AtomicInteger manifests = new AtomicInteger();
        try (FaultProxy proxy = new FaultProxy(registry.address(), request -> {
            if (request.uri().contains("/manifests/1")
                    && request.method().equals("PUT")
                    && manifests.getAndIncrement() == 0) {
                delete(layer);
            }
            return Optional.empty();
        })) {
            ImageReference name = ImageReference.parse(proxy.address() + "/team/app", "image");
            new ImagePush(registries, local).push(image, name, List.of("1"));
        }
        assertThat(manifests).hasValue(2);
        assertThat(layer).exists();
        assertThat(remote.find("team/app:1").map(Descriptor::digest)).contains(image.digest());
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
