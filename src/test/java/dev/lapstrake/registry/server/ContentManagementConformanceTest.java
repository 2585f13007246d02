package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The cases of the distribution-spec's section "Content Management", each of which a registry may have disabled. */
class ContentManagementConformanceTest extends ConformanceCase {
    private static final String DISABLED = "deletion is disabled";

    private int delete(String kind, Object target) throws IOException, InterruptedException {
        int status = send("DELETE", path(kind, target)).statusCode();
        assertThat(status).isIn(202, 400, 404, 405);
        return status;
    }

    private int get(String kind, Object target) throws IOException, InterruptedException {
        return send("GET", path(kind, target)).statusCode();
    }

    @Test
    void deleteWhenTagIsGivenTakesOnlyTheTag() throws IOException, InterruptedException {
        byte[] manifest = manifest("tagged twice");
        push("one", manifest);
        push("two", manifest);

        Assumptions.assumeTrue(delete("manifests", "one") == 202, DISABLED);

        assertThat(get("manifests", "one")).isEqualTo(404);
        assertThat(get("manifests", "two")).isEqualTo(200);
        assertThat(get("manifests", Digest.of(manifest))).isEqualTo(200);
    }

    @Test
    void deleteWhenDigestIsGivenTakesEveryTag() throws IOException, InterruptedException {
        byte[] manifest = manifest("tagged in " + repository);
        Digest digest = push("one", manifest);
        push("two", manifest);

        Assumptions.assumeTrue(delete("manifests", digest) == 202, DISABLED);

        assertThat(get("manifests", digest)).isEqualTo(404);
        assertThat(get("manifests", "one")).isEqualTo(404);
        assertThat(get("manifests", "two")).isEqualTo(404);
        assertThat(delete("manifests", digest)).isEqualTo(404);
    }

    @Test
    void deleteWhenManifestIsMissingIsNotFound() throws IOException, InterruptedException {
        assertThat(delete("manifests", Digest.of("never pushed"))).isIn(404, 405);
        assertThat(delete("manifests", "none")).isIn(400, 404, 405);
    }

    /** The embedded registry keeps blobs: a layout has no repositories, and another image may be made of them. */
    @Test
    void deleteWhenBlobIsGivenIsDoneOrRefused() throws IOException, InterruptedException {
        Digest digest = blob(MediaType.LAYER_TAR, "deleted from " + repository).digest();

        boolean deleted = delete("blobs", digest) == 202;

        assertThat(get("blobs", digest)).isEqualTo(deleted ? 404 : 200);
        assertThat(deleted && isOurs()).isFalse();
    }
}
