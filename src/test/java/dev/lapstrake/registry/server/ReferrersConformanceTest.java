package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cases of the distribution-spec's sections "Listing Referrers" and "Pushing Manifests with Subject". */
class ReferrersConformanceTest extends ConformanceCase {
    private static final String SBOM = "application/vnd.example.sbom.v1+json";
    private static final String SIGNATURE = "application/vnd.example.signature.v1";

    private Descriptor subject;

    @BeforeEach
    void requireReferrers() throws IOException, InterruptedException {
        int status = send("GET", path("referrers", Digest.of("subject"))).statusCode();
        Assumptions.assumeTrue(status != 404, "the registry has no referrers");
        subject = Descriptor.of(MediaType.MANIFEST, manifest("subject in " + repository));
    }

    private byte[] artifact(String type, String configType) throws IOException, InterruptedException {
        Descriptor config = blob(configType, "{}");
        Manifest manifest = new Manifest(MediaType.MANIFEST, type, config, List.of(config), annotations(type));
        return about(manifest.bytes());
    }

    private static SortedMap<String, String> annotations(String type) {
        return new TreeMap<>(Map.of("org.example.key", "of " + type));
    }

    private byte[] about(byte[] manifest) throws IOException {
        JsonObject json = Json.object(manifest);
        json.add("subject", subject.toJson());
        return Json.compact(json);
    }

    private HttpResponse<byte[]> referrers(String query) throws IOException, InterruptedException {
        HttpResponse<byte[]> got = send("GET", path("referrers", subject.digest() + query));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(header(got, "Content-Type")).isEqualTo(MediaType.INDEX);
        assertThat(Json.text(json(got), "mediaType", "")).isEqualTo(MediaType.INDEX);
        return got;
    }

    private static List<String> digests(HttpResponse<byte[]> index) throws IOException {
        return Json.objects(json(index), "manifests")
                .map(entry -> Json.text(entry, "digest", ""))
                .toList();
    }

    private JsonObject only(String query) throws IOException, InterruptedException {
        List<JsonObject> found =
                Json.objects(json(referrers(query)), "manifests").toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void referrersWhenThereAreNoneAreAnEmptyIndex() throws IOException, InterruptedException {
        assertThat(digests(referrers(""))).isEmpty();
    }

    @Test
    void referrersWhenDigestIsMalformedAreRefused() throws IOException, InterruptedException {
        HttpResponse<byte[]> got = send("GET", path("referrers", "sha256:nothing"));

        assertThat(got.statusCode()).isEqualTo(400);
        assertThat(error(got)).isEqualTo("DIGEST_INVALID");
    }

    /** The subject is never pushed here: an artifact may come first. */
    @Test
    void referrersWhenArtifactsAreAboutTheSubjectListThem() throws IOException, InterruptedException {
        byte[] sbom = artifact(SBOM, MediaType.EMPTY);
        byte[] signature = artifact(SIGNATURE, MediaType.EMPTY);

        for (byte[] bytes : List.of(sbom, signature)) {
            HttpResponse<byte[]> put = putManifest(Digest.of(bytes), bytes);
            assertThat(put.statusCode()).isEqualTo(201);
            assertThat(header(put, "OCI-Subject")).isEqualTo(subject.digest().toString());
        }

        assertThat(digests(referrers("")))
                .containsExactlyInAnyOrder(
                        Digest.of(sbom).toString(), Digest.of(signature).toString());
    }

    @Test
    void referrersWhenListedHaveTypeSizeAndAnnotations() throws IOException, InterruptedException {
        byte[] sbom = artifact(SBOM, MediaType.EMPTY);
        push(Digest.of(sbom), sbom);

        JsonObject entry = only("");

        assertThat(Descriptor.fromJson(entry))
                .isEqualTo(Descriptor.of(MediaType.MANIFEST, sbom).annotated(annotations(SBOM)));
        assertThat(Json.text(entry, "artifactType", "")).isEqualTo(SBOM);
    }

    @Test
    void referrersWhenArtifactSaysNoTypeHaveThatOfItsConfiguration() throws IOException, InterruptedException {
        byte[] artifact = artifact("", SIGNATURE);
        push("tagged", artifact);

        assertThat(Json.text(only(""), "artifactType", "")).isEqualTo(SIGNATURE);
    }

    @Test
    void referrersWhenAnIndexSaysNoTypeHaveNone() throws IOException, InterruptedException {
        byte[] index = about(Index.of(List.of()).bytes());
        push(Digest.of(index), index);

        assertThat(only("").has("artifactType")).isFalse();
        assertThat(Json.text(only(""), "mediaType", "")).isEqualTo(MediaType.INDEX);
    }

    @Test
    void referrersWhenTypeIsAskedAreFiltered() throws IOException, InterruptedException {
        byte[] sbom = artifact(SBOM, MediaType.EMPTY);
        push(Digest.of(sbom), sbom);
        byte[] signature = artifact(SIGNATURE, MediaType.EMPTY);
        push(Digest.of(signature), signature);

        HttpResponse<byte[]> filtered = referrers("?artifactType=" + SIGNATURE);
        assertThat(header(filtered, "OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(digests(filtered)).containsExactly(Digest.of(signature).toString());
        assertThat(digests(referrers("?artifactType=" + SBOM.replace("+", "%2B"))))
                .containsExactly(Digest.of(sbom).toString());
        assertThat(digests(referrers("?artifactType=application/none"))).isEmpty();
    }

    @Test
    void referrersWhenTheirTagMovesOnStay() throws IOException, InterruptedException {
        byte[] sbom = artifact(SBOM, MediaType.EMPTY);
        push("moving", sbom);
        push("moving", manifest("something else"));

        assertThat(digests(referrers(""))).containsExactly(Digest.of(sbom).toString());
    }

    @Test
    void referrersWhenOneIsDeletedAreTheOthers() throws IOException, InterruptedException {
        byte[] sbom = artifact(SBOM, MediaType.EMPTY);
        push(Digest.of(sbom), sbom);

        Assumptions.assumeTrue(
                send("DELETE", path("manifests", Digest.of(sbom))).statusCode() == 202, "deletion is disabled");

        assertThat(digests(referrers(""))).isEmpty();
    }
}
