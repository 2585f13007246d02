package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The cases of the distribution-spec's section "Pushing Manifests"; its blobs have a test of their own. */
class PushConformanceTest extends ConformanceCase {
    private static final String FOREIGN_LAYER = "application/vnd.oci.image.layer.nondistributable.v1.tar";
    private static final String FOREIGN_DOCKER_LAYER = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    @Test
    void manifestWhenPutByTagOrDigestIsCreated() throws IOException, InterruptedException {
        byte[] manifest = manifest("pushed");
        Digest digest = Digest.of(manifest);

        for (Object target : List.of("tag", "TAG_with.all-0", "t".repeat(128), digest)) {
            HttpResponse<byte[]> put = putManifest(target, manifest);
            assertThat(put.statusCode()).isEqualTo(201);
            assertThat(header(put, "Docker-Content-Digest")).isEqualTo(digest.toString());
            assertThat(send("GET", header(put, "Location")).body()).isEqualTo(manifest);
        }
    }

    @Test
    void manifestWhenItHasMoreThanTheSpecificationIsKeptByteForByte() throws IOException, InterruptedException {
        String plain = new String(manifest("with more"), StandardCharsets.UTF_8);
        byte[] manifest =
                utf8(" " + plain.replace("\"schemaVersion\":2", "\"schemaVersion\" : 2,\n\"org.example\": [1]"));

        push("custom", manifest);

        assertThat(send("GET", path("manifests", "custom")).body()).isEqualTo(manifest);
    }

    @Test
    void manifestWhenItHasNoLayersIsCreated() throws IOException, InterruptedException {
        Descriptor config = blob(MediaType.EMPTY, "{}");

        push("empty", Manifest.ofImage(config, List.of()).bytes());
        push("empty-index", Index.of(List.of()).bytes());

        assertThat(send("HEAD", path("manifests", "empty")).statusCode()).isEqualTo(200);
    }

    @Test
    void manifestWhenLayersAreForeignNeedsNoneOfThem() throws IOException, InterruptedException {
        Descriptor config = blob(MediaType.CONFIG, "{}");
        List<Descriptor> layers = List.of(
                new Descriptor(FOREIGN_LAYER, Digest.of("never pushed"), 12),
                new Descriptor(FOREIGN_DOCKER_LAYER, Digest.of("neither"), 7));

        assertThat(putManifest("foreign", Manifest.ofImage(config, layers).bytes())
                        .statusCode())
                .isEqualTo(isOurs() ? 201 : 400);
    }

    /** A registry MAY take it; if it does not, the code is given. */
    @Test
    void manifestWhenBlobIsMissingIsRefusedWithItsCode() throws IOException, InterruptedException {
        Descriptor config = blob(MediaType.CONFIG, "{}");
        Descriptor missing = new Descriptor(MediaType.LAYER_TAR, Digest.of("never pushed"), 12);

        HttpResponse<byte[]> put =
                putManifest("1", Manifest.ofImage(config, List.of(missing)).bytes());

        assertThat(put.statusCode()).isBetween(400, 404);
        assertThat(error(put)).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        assertThat(send("HEAD", path("manifests", "1")).statusCode()).isEqualTo(404);
    }

    @Test
    void manifestWhenAnIndexNamesOneThatIsMissingIsRefused() throws IOException, InterruptedException {
        Descriptor missing = new Descriptor(MediaType.MANIFEST, Digest.of("never pushed"), 12);

        HttpResponse<byte[]> put = putManifest("1", Index.of(List.of(missing)).bytes());

        assertThat(put.statusCode()).isBetween(400, 404);
        assertThat(error(put)).isIn("MANIFEST_BLOB_UNKNOWN", "MANIFEST_UNKNOWN");
    }

    @Test
    void manifestWhenItHasAnotherDigestIsRefused() throws IOException, InterruptedException {
        HttpResponse<byte[]> put = putManifest(Digest.of("something else"), manifest("pushed"));

        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(error(put)).isEqualTo("DIGEST_INVALID");
    }

    @Test
    void manifestWhenItsTypeIsAnotherIsRefused() throws IOException, InterruptedException {
        String[] wrong = {"Content-Type", MediaType.DOCKER_MANIFEST};

        HttpResponse<byte[]> put =
                send("PUT", path("manifests", "1"), BodyPublishers.ofByteArray(manifest("typed")), wrong);

        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(error(put)).isEqualTo("MANIFEST_INVALID");
    }

    @Test
    void manifestWhenTypeHasParametersIsTaken() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isOurs(), "SHOULD, says the specification");
        String[] type = {"Content-Type", MediaType.MANIFEST + "; charset=utf-8"};

        HttpResponse<byte[]> put =
                send("PUT", path("manifests", "1"), BodyPublishers.ofByteArray(manifest("typed")), type);

        assertThat(put.statusCode()).isEqualTo(201);
    }

    /** "At least 4 megabytes" have to be taken; that more is refused as too large is only a SHOULD. */
    @Test
    void manifestWhenLargeIsTakenUpToTheLimit() throws IOException, InterruptedException {
        Descriptor config = blob(MediaType.EMPTY, "{}");
        byte[] small =
                Manifest.ofImage(config.annotated(Map.of("x", "")), List.of()).bytes();
        String filling = "x".repeat(4_000_000 - small.length);
        Manifest large = Manifest.ofImage(config.annotated(Map.of("x", filling)), List.of());

        assertThat(putManifest("large", large.bytes()).statusCode()).isEqualTo(201);
        byte[] larger = Manifest.ofImage(config.annotated(Map.of("x", filling + filling)), List.of())
                .bytes();
        assertThat(putManifest("larger", larger).statusCode()).isEqualTo(isOurs() ? 413 : 400);
    }

    @Test
    void manifestWhenItIsNoneIsRefused() throws IOException, InterruptedException {
        for (String text : List.of("", "[", "{}")) {
            HttpResponse<byte[]> put = send(
                    "PUT", path("manifests", "1"), BodyPublishers.ofString(text), "Content-Type", MediaType.MANIFEST);
            assertThat(put.statusCode()).isBetween(400, isOurs() ? 400 : 500);
        }
    }
}
