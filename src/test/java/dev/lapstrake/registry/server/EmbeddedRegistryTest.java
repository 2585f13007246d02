package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.registry.SampleImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {
    private static final byte[] BLOB = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(BLOB);

    @TempDir
    Path folder;

    private Layout layout;
    private EmbeddedRegistry registry;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        layout = Layout.at(folder.resolve("layout"));
        registry = EmbeddedRegistry.start(layout);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    private java.net.http.HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://" + registry.address() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10))
                .method(method, body);
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, BodyPublishers.noBody(), headers);
    }

    private static BodyPublisher chunked(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String errorCode(HttpResponse<String> response) throws IOException {
        JsonObject json = Json.object(response.body().getBytes(StandardCharsets.UTF_8));
        return Json.text(Json.objects(json, "errors").findFirst().orElseThrow(), "code", "");
    }

    private String beginUpload() throws IOException, InterruptedException {
        HttpResponse<String> begun = send("POST", "/v2/team/app/blobs/uploads/");
        assertThat(begun.statusCode()).isEqualTo(202);
        return header(begun, "Location");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void uploadWhenDigestIsWrongKeepsNothing() throws IOException, InterruptedException {
        String upload = beginUpload();

        HttpResponse<String> finished = send("PUT", upload + "?digest=" + Digest.of("other"), chunked(BLOB));

        assertThat(finished.statusCode()).isEqualTo(400);
        assertThat(errorCode(finished)).isEqualTo("DIGEST_INVALID");
        assertThat(send("GET", upload).statusCode()).isEqualTo(404);
        assertThat(files()).containsExactly(layout.folder().resolve("oci-layout"));
    }

    @Test
    void closeWhenUploadIsOpenLeavesNothing() throws IOException, InterruptedException {
        send("PATCH", beginUpload(), chunked(BLOB));

        registry.close();

        assertThat(files()).containsExactly(layout.folder().resolve("oci-layout"));
    }

    @Test
    void manifestWhenPutIsServedByTagAndDigestWithItsType() throws IOException, InterruptedException {
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 10);
        BodyPublisher bytes = BodyPublishers.ofByteArray(layout.read(image.digest()));

        HttpResponse<String> put = send("PUT", "/v2/team/app/manifests/1.0", bytes, "Content-Type", MediaType.MANIFEST);

        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(header(put, "Location")).isEqualTo("/v2/team/app/manifests/" + image.digest());
        for (String path : List.of("/v2/team/app/manifests/1.0", "/v2/elsewhere/manifests/" + image.digest())) {
            HttpResponse<String> got = send("HEAD", path);
            assertThat(header(got, "Docker-Content-Digest"))
                    .isEqualTo(image.digest().toString());
            assertThat(header(got, "Content-Type")).isEqualTo(MediaType.MANIFEST);
            assertThat(send("GET", path).body().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(layout.read(image.digest()));
        }
        assertThat(errorCode(send("GET", "/v2/elsewhere/manifests/1.0"))).isEqualTo("MANIFEST_UNKNOWN");
    }

    @Test
    void manifestWhenItIsNoneIsRefused() throws IOException, InterruptedException {
        String path = "/v2/app/manifests/1";
        assertThat(errorCode(send("PUT", path, BodyPublishers.ofString("[")))).isEqualTo("MANIFEST_INVALID");
        assertThat(errorCode(send("PUT", path, BodyPublishers.ofString("{}")))).isEqualTo("MANIFEST_INVALID");
        assertThat(errorCode(send("PUT", path, BodyPublishers.ofString("{\"layers\":[{}]}"))))
                .isEqualTo("MANIFEST_INVALID");
        assertThat(errorCode(send("PUT", "/v2/app/manifests/" + DIGEST, BodyPublishers.ofString("{\"layers\":[]}"))))
                .isEqualTo("DIGEST_INVALID");
        assertThat(errorCode(send("PUT", path, BodyPublishers.ofByteArray(new byte[5 << 20]))))
                .isEqualTo("SIZE_INVALID");
    }

    @Test
    void manifestWhenBlobIsALayerIsUnknown() throws IOException, InterruptedException {
        layout.add("x", BLOB);

        assertThat(errorCode(send("GET", "/v2/app/manifests/" + DIGEST))).isEqualTo("MANIFEST_UNKNOWN");
    }

    @Test
    void requestWhenNameIsNoneIsRefused() throws IOException, InterruptedException {
        assertThat(errorCode(send("GET", "/v2/UPPER/tags/list"))).isEqualTo("NAME_INVALID");
        assertThat(errorCode(send("GET", "/v2/a/../../etc/tags/list"))).isEqualTo("NAME_INVALID");
        assertThat(errorCode(send("POST", "/v2/app/manifests/1"))).isEqualTo("UNSUPPORTED");
        assertThat(send("GET", "/v2/").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
    }

    @Test
    void requestWhenManyComeAtOnceAnswersAll() throws IOException {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] blob = SampleImages.bytes(i % 20, 200_000);
            String path = "/v2/app/blobs/uploads/?digest=" + Digest.of(blob);
            answers.add(client.sendAsync(
                    request("POST", path, BodyPublishers.ofByteArray(blob)), HttpResponse.BodyHandlers.ofString()));
        }
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 10);
        BodyPublisher manifest = BodyPublishers.ofByteArray(layout.read(image.digest()));
        for (int i = 0; i < 20; i++) {
            answers.add(client.sendAsync(
                    request("PUT", "/v2/app/manifests/t" + i, manifest), HttpResponse.BodyHandlers.ofString()));
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
        assertThat(layout.index()).hasSize(20);
    }

    @Test
    void connectionWhenClientSpeaksTlsIsTurnedDownAtOnce() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc});

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
        }
    }

    @Test
    void connectionWhenClientWaitsForContinueSaysIt() throws IOException {
        String head =
                "PUT /v2/app/manifests/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
        }
    }

    private int port() {
        return Integer.parseInt(registry.address().replaceFirst(".*:", ""));
    }
}
