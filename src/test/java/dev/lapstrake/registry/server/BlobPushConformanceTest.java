package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the distribution-spec's sections "Pushing blobs" to "Mounting a blob from another repository". */
class BlobPushConformanceTest extends ConformanceCase {
    private static final String TEXT = "0123456789";
    private static final Digest DIGEST = Digest.of(TEXT);

    private static BodyPublisher streamed(String text) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(utf8(text)));
    }

    private HttpResponse<byte[]> chunk(String location, String text, String range)
            throws IOException, InterruptedException {
        String[] headers = {"Content-Type", "application/octet-stream", "Content-Range", range};
        return send("PATCH", location, BodyPublishers.ofString(text), headers);
    }

    private void assertCreated(HttpResponse<byte[]> response, String text) throws IOException, InterruptedException {
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(send("GET", header(response, "Location")).body()).isEqualTo(utf8(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, ""})
    void uploadWhenPostedThenPutIsCreated(String text) throws IOException, InterruptedException {
        assertCreated(send("PUT", end(begin(), Digest.of(text)), BodyPublishers.ofString(text), OCTETS), text);
    }

    @Test
    void uploadWhenPostedAtOnceIsCreated() throws IOException, InterruptedException {
        HttpResponse<byte[]> posted = send("POST", uploads("?digest=" + DIGEST), BodyPublishers.ofString(TEXT), OCTETS);

        if (posted.statusCode() == 202) { // "registries that do not support single request monolithic uploads"
            posted = send("PUT", end(header(posted, "Location"), DIGEST), BodyPublishers.ofString(TEXT), OCTETS);
        }
        assertCreated(posted, TEXT);
    }

    @Test
    void uploadWhenStreamedIsCreated() throws IOException, InterruptedException {
        HttpResponse<byte[]> patched = send("PATCH", begin(), streamed(TEXT), OCTETS);

        assertThat(patched.statusCode()).isEqualTo(202);
        assertCreated(send("PUT", end(header(patched, "Location"), DIGEST)), TEXT);
    }

    @Test
    void uploadWhenInChunksIsCreated() throws IOException, InterruptedException {
        HttpResponse<byte[]> first = chunk(begin(), "01234", "0-4");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(header(first, "Range")).isEqualTo("0-4");
        HttpResponse<byte[]> second = chunk(header(first, "Location"), "56789", "5-9");
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(header(second, "Range")).isEqualTo("0-9");

        assertCreated(send("PUT", end(header(second, "Location"), DIGEST)), TEXT);
    }

    @Test
    void uploadWhenFinalChunkIsInTheClosingPutIsCreated() throws IOException, InterruptedException {
        String location = header(chunk(begin(), "01234", "0-4"), "Location");
        String[] headers = {"Content-Type", "application/octet-stream", "Content-Range", "5-9"};

        assertCreated(send("PUT", end(location, DIGEST), BodyPublishers.ofString("56789"), headers), TEXT);
    }

    @Test
    void uploadWhenChunkIsOutOfOrderIsRefusedAndGoesOnWhereItWas() throws IOException, InterruptedException {
        String location = header(chunk(begin(), "01234", "0-4"), "Location");

        assertThat(chunk(location, "789", "7-9").statusCode()).isEqualTo(416);
        assertThat(chunk(location, "01234", "0-4").statusCode()).isEqualTo(416);
        HttpResponse<byte[]> status = send("GET", location);
        assertThat(status.statusCode()).isEqualTo(204);
        assertThat(header(status, "Range")).isEqualTo("0-4");
        HttpResponse<byte[]> rest = chunk(header(status, "Location"), "56789", "5-9");
        assertCreated(send("PUT", end(header(rest, "Location"), DIGEST)), TEXT);
    }

    @Test
    void uploadWhenFirstChunkDoesNotBeginAtZeroIsRefused() throws IOException, InterruptedException {
        assertThat(chunk(begin(), "56789", "5-9").statusCode()).isEqualTo(416);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-2", "0-9", "0-", "bytes 0-4/10", "4-0"})
    void uploadWhenRangeIsNotThatOfTheChunkIsRefused(String range) throws IOException, InterruptedException {
        Assumptions.assumeTrue(isOurs(), "not said in the specification");
        String location = begin();

        assertThat(chunk(location, "01234", range).statusCode()).isEqualTo(416);
        assertCreated(send("PUT", end(location, DIGEST), BodyPublishers.ofString(TEXT), OCTETS), TEXT);
    }

    @Test
    void uploadWhenFinalChunkIsOutOfOrderIsRefused() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isOurs(), "Docker's registry looks at no range there");
        String location = header(chunk(begin(), "01234", "0-4"), "Location");
        String[] headers = {"Content-Type", "application/octet-stream", "Content-Range", "7-9"};

        HttpResponse<byte[]> put = send("PUT", end(location, DIGEST), BodyPublishers.ofString("789"), headers);

        assertThat(put.statusCode()).isEqualTo(416);
    }

    @Test
    void uploadWhenDigestIsAnotherIsRefused() throws IOException, InterruptedException {
        HttpResponse<byte[]> put =
                send("PUT", end(begin(), Digest.of("other")), BodyPublishers.ofString(TEXT + "!"), OCTETS);

        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(error(put)).isEqualTo("DIGEST_INVALID");
        assertThat(send("HEAD", path("blobs", Digest.of(TEXT + "!"))).statusCode())
                .isEqualTo(404);
    }

    /** Stores of images know SHA-256, and few anything else; so does this one, which says so at once. */
    @ParameterizedTest
    @ValueSource(strings = {"sha512:00", "md5:00", "sha256:00", "sha256"})
    void uploadWhenDigestIsMalformedOrOfAnotherAlgorithmIsRefused(String digest)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> put = send("PUT", end(begin(), digest), BodyPublishers.ofString(TEXT), OCTETS);

        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(error(put)).isEqualTo("DIGEST_INVALID");
    }

    @Test
    void uploadWhenAlgorithmIsUnsupportedIsRefusedAtItsBeginning() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isOurs(), "SHOULD, says the specification");
        assertThat(error(send("POST", uploads("?digest-algorithm=sha512")))).isEqualTo("DIGEST_INVALID");
        assertThat(send("POST", uploads("?digest-algorithm=sha256")).statusCode())
                .isEqualTo(202);
    }

    @Test
    void uploadWhenCancelledIsGone() throws IOException, InterruptedException {
        String location = begin();

        assertThat(send("DELETE", location).statusCode()).isEqualTo(204);
        assertThat(send("GET", location).statusCode()).isEqualTo(404);
        assertThat(error(send("PATCH", location, streamed(TEXT), OCTETS))).isEqualTo("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void mountWhenBlobIsInAnotherRepositoryIsCreated() throws IOException, InterruptedException {
        String blob = "mounted from " + repository;
        Digest digest = blob(MediaType.LAYER_TAR, blob).digest();

        HttpResponse<byte[]> mounted =
                send("POST", "/v2/" + repository + "/mounted/blobs/uploads/?mount=" + digest + "&from=" + repository);

        assertCreated(mounted, blob);
        assertThat(header(mounted, "Location")).contains("/mounted/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:0000000000000000000000000000000000000000000000000000000000000000", "sha512:0"})
    void mountWhenBlobIsUnknownBeginsAnUpload(String digest) throws IOException, InterruptedException {
        Assumptions.assumeTrue(isOurs() || digest.startsWith("sha256"), "Docker's registry refuses the digest");
        HttpResponse<byte[]> begun = send("POST", uploads("?mount=" + digest + "&from=" + repository));

        assertThat(begun.statusCode()).isEqualTo(202);
        assertCreated(send("PUT", end(header(begun, "Location"), DIGEST), BodyPublishers.ofString(TEXT), OCTETS), TEXT);
    }
}
