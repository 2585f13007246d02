package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the cases of the distribution-spec share: a registry, a repository of it that nobody else knows, and plain
 * requests. The registry is the embedded one, or another, over HTTP, whose address the system property
 * {@value #ADDRESS} gives: {@code mvn test -Dtest='*ConformanceTest' -Dlapstrake.conformance=127.0.0.1:5000}. Others
 * fail some: Docker's registry 2.8 takes chunks out of order, gives tags in no order and pages, and has no referrers.
 */
abstract class ConformanceCase {
    static final String ADDRESS = "lapstrake.conformance";
    static final String[] OCTETS = {"Content-Type", "application/octet-stream"};

    private static final String[] EVERY_TYPE = {"Accept", MediaType.MANIFEST + ", " + MediaType.INDEX};

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @TempDir
    static Path folder;

    private static EmbeddedRegistry registry;

    final String repository = "conformance/" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        registry = EmbeddedRegistry.start(Layout.at(folder));
    }

    @AfterAll
    static void stop() throws IOException {
        registry.close();
    }

    static boolean isOurs() {
        return System.getProperty(ADDRESS) == null;
    }

    final HttpResponse<byte[]> send(String method, String target, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        URI base = URI.create("http://" + System.getProperty(ADDRESS, registry.address()));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(target)).timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    final HttpResponse<byte[]> send(String method, String target, String... headers)
            throws IOException, InterruptedException {
        return send(method, target, BodyPublishers.noBody(), headers.length == 0 ? EVERY_TYPE : headers);
    }

    /** A path of the case's own repository. */
    final String path(String kind, Object target) {
        return "/v2/" + repository + "/" + kind + "/" + target;
    }

    final String uploads(String query) {
        return path("blobs/uploads", query);
    }

    /** Opens an upload. */
    final String begin() throws IOException, InterruptedException {
        HttpResponse<byte[]> begun = send("POST", uploads(""), OCTETS);
        assertThat(begun.statusCode()).isEqualTo(202);
        return header(begun, "Location");
    }

    /** Where the PUT goes that ends an upload. */
    static String end(String location, Object digest) {
        return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
    }

    final Descriptor blob(String mediaType, String text) throws IOException, InterruptedException {
        byte[] bytes = utf8(text);
        HttpResponse<byte[]> put =
                send("PUT", end(begin(), Digest.of(bytes)), BodyPublishers.ofByteArray(bytes), OCTETS);
        assertThat(put.statusCode()).isEqualTo(201);
        return Descriptor.of(mediaType, bytes);
    }

    final HttpResponse<byte[]> putManifest(Object target, byte[] manifest) throws IOException, InterruptedException {
        String type = Json.text(Json.object(manifest), "mediaType", MediaType.MANIFEST);
        return send("PUT", path("manifests", target), BodyPublishers.ofByteArray(manifest), "Content-Type", type);
    }

    /** A manifest whose configuration and layer have been pushed, itself not yet. */
    final byte[] manifest(String layer) throws IOException, InterruptedException {
        Descriptor config = blob(MediaType.CONFIG, "{\"architecture\":\"amd64\",\"os\":\"linux\"}");
        return Manifest.ofImage(config, List.of(blob(MediaType.LAYER_TAR, layer)))
                .bytes();
    }

    final Digest push(Object target, byte[] manifest) throws IOException, InterruptedException {
        assertThat(putManifest(target, manifest).statusCode()).isEqualTo(201);
        return Digest.of(manifest);
    }

    static JsonObject json(HttpResponse<byte[]> response) throws IOException {
        return Json.object(response.body());
    }

    /** The code of the first error, in the form that the specification gives errors. */
    static String error(HttpResponse<byte[]> response) throws IOException {
        return Json.text(Json.objects(json(response), "errors").findFirst().orElseThrow(), "code", "");
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
