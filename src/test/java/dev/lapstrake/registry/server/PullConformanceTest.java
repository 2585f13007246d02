package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the distribution-spec's section "Pull". */
class PullConformanceTest extends ConformanceCase {
    private static final String SHA512 = "sha512:" + "0".repeat(128);

    @Test
    void versionWhenAskedIsSupported() throws IOException, InterruptedException {
        assertThat(send("GET", "/v2/").statusCode()).isEqualTo(200);
    }

    @Test
    void manifestWhenNamedByTagOrDigestIsGivenAsPushed() throws IOException, InterruptedException {
        byte[] manifest = manifest("pulled");
        Digest digest = push("tagtest0", manifest);

        for (Object target : List.of("tagtest0", digest)) {
            HttpResponse<byte[]> got = send("GET", path("manifests", target));
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(got.body()).isEqualTo(manifest);
            assertThat(header(got, "Content-Type")).isEqualTo(MediaType.MANIFEST);
            assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest.toString());
        }
    }

    @Test
    void manifestWhenHeadIsAskedHasSizeTypeAndDigest() throws IOException, InterruptedException {
        byte[] manifest = manifest("looked at");
        Digest digest = push("tagtest0", manifest);

        for (Object target : List.of("tagtest0", digest)) {
            HttpResponse<byte[]> head = send("HEAD", path("manifests", target));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "Content-Length")).isEqualTo("" + manifest.length);
            assertThat(header(head, "Content-Type")).isEqualTo(MediaType.MANIFEST);
            assertThat(header(head, "Docker-Content-Digest")).isEqualTo(digest.toString());
        }
    }

    @Test
    void manifestWhenItIsAnIndexHasItsType() throws IOException, InterruptedException {
        byte[] image = manifest("one of many");
        push(Digest.of(image), image);
        byte[] inner =
                Index.of(List.of(Descriptor.of(MediaType.MANIFEST, image))).bytes();
        push(Digest.of(inner), inner);
        byte[] outer = Index.of(List.of(Descriptor.of(MediaType.INDEX, inner))).bytes();
        push("nested", outer);

        HttpResponse<byte[]> got = send("GET", path("manifests", "nested"));

        assertThat(got.body()).isEqualTo(outer);
        assertThat(header(got, "Content-Type")).isEqualTo(MediaType.INDEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "sha256:0000000000000000000000000000000000000000000000000000000000000000"})
    void manifestWhenMissingIsNotFound(String target) throws IOException, InterruptedException {
        assertThat(send("HEAD", path("manifests", target)).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> got = send("GET", path("manifests", target));
        assertThat(got.statusCode()).isEqualTo(404);
        assertThat(error(got)).isIn("MANIFEST_UNKNOWN", "NAME_UNKNOWN");
    }

    @Test
    void blobWhenThereIsGiven() throws IOException, InterruptedException {
        Digest digest = blob(MediaType.LAYER_TAR, "blob").digest();

        HttpResponse<byte[]> got = send("GET", path("blobs", digest));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(utf8("blob"));
        assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest.toString());
        HttpResponse<byte[]> head = send("HEAD", path("blobs", digest));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo("4");
        assertThat(header(head, "Docker-Content-Digest")).isEqualTo(digest.toString());
    }

    @Test
    void blobWhenMissingIsNotFound() throws IOException, InterruptedException {
        String missing = path("blobs", Digest.of("never pushed"));
        assertThat(send("HEAD", missing).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> got = send("GET", missing);
        assertThat(got.statusCode()).isEqualTo(404);
        assertThat(error(got)).isIn("BLOB_UNKNOWN", "NAME_UNKNOWN");
    }

    @Test
    void contentWhenDigestIsOfAnAlgorithmNobodyPushedWithIsNotFound() throws IOException, InterruptedException {
        assertThat(send("HEAD", path("blobs", SHA512)).statusCode()).isEqualTo(404);
        assertThat(send("GET", path("blobs", SHA512)).statusCode()).isEqualTo(404);
        assertThat(send("GET", path("manifests", SHA512)).statusCode()).isEqualTo(404);
    }

    @Test
    void blobWhenRangeIsAskedIsGivenInPart() throws IOException, InterruptedException {
        String blob = path("blobs", blob(MediaType.LAYER_TAR, "0123456789").digest());

        HttpResponse<byte[]> part = send("GET", blob, "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(utf8("234"));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(send("GET", blob, "Range", "bytes=8-").body()).isEqualTo(utf8("89"));
        assertThat(send("GET", blob, "Range", "bytes=8-99").body()).isEqualTo(utf8("89"));
        assertThat(send("GET", blob, "Range", "bytes=-3").body()).isEqualTo(utf8("789"));
        assertThat(send("GET", blob, "Range", "bytes=10-").statusCode()).isEqualTo(416);
    }
}
