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
    void uploadWhenChunkedStoresBlob() throws IOException, InterruptedException {
        String upload = beginUpload();
        HttpResponse<String> first = send("PATCH", upload, chunked("01234".getBytes(StandardCharsets.UTF_8)));
        assertThat(header(first, "Range")).isEqualTo("0-4");
        HttpResponse<String> second = send("PATCH", upload, BodyPublishers.ofString("56789"), "Content-Range", "5-9");
        assertThat(second.statusCode()).isEqualTo(202);
        HttpResponse<String> status = send("GET", upload);
        assertThat(status.statusCode()).isEqualTo(204);
        assertThat(header(status, "Range")).isEqualTo("0-9");

        HttpResponse<String> finished = send("PUT", upload + "?digest=" + DIGEST);

        assertThat(finished.statusCode()).isEqualTo(201);
        assertThat(header(finished, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(layout.read(DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void uploadWhenMonolithicStoresBlob() throws IOException, InterruptedException {
        HttpResponse<String> posted =
                send("POST", "/v2/app/blobs/uploads/?digest=" + DIGEST, BodyPublishers.ofByteArray(BLOB));

        assertThat(posted.statusCode()).isEqualTo(201);
        assertThat(header(posted, "Location")).isEqualTo("/v2/app/blobs/" + DIGEST);
        assertThat(layout.has(DIGEST)).isTrue();
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
    void uploadWhenChunkIsOutOfOrderIsRefused() throws IOException, InterruptedException {
        HttpResponse<String> patched =
                send("PATCH", beginUpload(), BodyPublishers.ofString("56789"), "Content-Range", "5-9");

        assertThat(patched.statusCode()).isEqualTo(416);
    }

    @Test
    void uploadWhenCancelledIsGone() throws IOException, InterruptedException {
        String upload = beginUpload();

        assertThat(send("DELETE", upload).statusCode()).isEqualTo(204);
        assertThat(errorCode(send("PATCH", upload, chunked(BLOB)))).isEqualTo("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void uploadWhenBlobIsMountedNeedsNoBytes() throws IOException, InterruptedException {
        layout.add("x", BLOB);

        assertThat(send("POST", "/v2/app/blobs/uploads/?mount=" + DIGEST + "&from=other")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("POST", "/v2/app/blobs/uploads/?mount=" + Digest.of("none") + "&from=other")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void closeWhenUploadIsOpenLeavesNothing() throws IOException, InterruptedException {
        send("PATCH", beginUpload(), chunked(BLOB));

        registry.close();

        assertThat(files()).containsExactly(layout.folder().resolve("oci-layout"));
    }

    @Test
    void blobWhenRangeIsAskedGivesPart() throws IOException, InterruptedException {
        layout.add("x", BLOB);
        String path = "/v2/app/blobs/" + DIGEST;

        HttpResponse<String> part = send("GET", path, "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(send("GET", path, "Range", "bytes=7-").body()).isEqualTo("789");
        assertThat(send("GET", path, "Range", "bytes=-1").body()).isEqualTo("9");
        assertThat(send("GET", path, "Range", "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(send("GET", path).body()).isEqualTo("0123456789");
        assertThat(header(send("HEAD", path), "Content-Length")).isEqualTo("10");
        assertThat(errorCode(send("GET", "/v2/app/blobs/" + Digest.of("none")))).isEqualTo("BLOB_UNKNOWN");
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
    void manifestWhenBlobIsMissingIsRefused() throws IOException, InterruptedException {
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 10);
        byte[] bytes = layout.read(image.digest());
        Files.delete(layout.blob(layout.manifest(image).config().digest()));

        HttpResponse<String> put = send("PUT", "/v2/app/manifests/1", BodyPublishers.ofByteArray(bytes));

        assertThat(put.statusCode()).isEqualTo(404);
        assertThat(errorCode(put)).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        assertThat(layout.index()).isEmpty();
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
    void deleteWhenTagIsGivenKeepsManifest() throws IOException, InterruptedException {
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 10);
        layout.tag("app:1", image);
        layout.tag("app:2", image);

        assertThat(send("DELETE", "/v2/app/manifests/1").statusCode()).isEqualTo(202);
        assertThat(send("GET", "/v2/app/manifests/1").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/v2/app/manifests/2").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/v2/app/manifests/" + image.digest()).statusCode())
                .isEqualTo(202);
        assertThat(send("GET", "/v2/app/manifests/2").statusCode()).isEqualTo(404);
    }

    @Test
    void tagsWhenPageIsAskedGivesThatPage() throws IOException, InterruptedException {
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 10);
        for (String tag : List.of("c", "a", "b")) {
            layout.tag("app:" + tag, image);
        }
        layout.tag("app/other:z", image);

        assertThat(send("GET", "/v2/app/tags/list").body())
                .isEqualTo("{\"name\":\"app\",\"tags\":[\"a\",\"b\",\"c\"]}");
        HttpResponse<String> page = send("GET", "/v2/app/tags/list?n=2");
        assertThat(page.body()).contains("[\"a\",\"b\"]");
        assertThat(header(page, "Link")).isEqualTo("</v2/app/tags/list?n=2&last=b>; rel=\"next\"");
        assertThat(send("GET", "/v2/app/tags/list?n=2&last=b").body()).contains("[\"c\"]");
        assertThat(errorCode(send("GET", "/v2/none/tags/list"))).isEqualTo("NAME_UNKNOWN");
    }

    @Test
    void referrersWhenArtifactHasSubjectListsIt() throws IOException, InterruptedException {
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 10);
        Descriptor empty = layout.add(MediaType.EMPTY, "{}".getBytes(StandardCharsets.UTF_8));
        JsonObject artifact = new JsonObject();
        artifact.addProperty("mediaType", MediaType.MANIFEST);
        artifact.addProperty("artifactType", "application/x-signature");
        artifact.add("config", empty.toJson());
        artifact.add("layers", Json.array(List.of(empty.toJson())));
        artifact.add("subject", image.toJson());
        byte[] bytes = Json.compact(artifact);
        String digest = Digest.of(bytes).toString();

        HttpResponse<String> put = send("PUT", "/v2/app/manifests/" + digest, BodyPublishers.ofByteArray(bytes));

        assertThat(header(put, "OCI-Subject")).isEqualTo(image.digest().toString());
        HttpResponse<String> referrers = send("GET", "/v2/app/referrers/" + image.digest());
        assertThat(header(referrers, "Content-Type")).isEqualTo(MediaType.INDEX);
        assertThat(referrers.body()).contains(digest, "\"artifactType\":\"application/x-signature\"");
        assertThat(send("GET", "/v2/app/referrers/" + image.digest() + "?artifactType=other")
                        .body())
                .contains("\"manifests\":[]");
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
