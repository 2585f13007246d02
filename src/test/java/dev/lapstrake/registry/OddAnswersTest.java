package dev.lapstrake.registry;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.credentials.CredentialChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a registry may give, and few do. */
class OddAnswersTest {
    private static final String MANIFEST = "{\"schemaVersion\": 2, \"config\": {}, \"layers\": []}";
    private static final Digest IMAGE = Digest.of("image");

    @TempDir
    Path folder;

    private final Registries registries = new Registries(
            RegistryAccess.of(new CredentialChain(List.of(), new RecordedLog()), Set.of()), new FastTime());

    private Repository repository(FakeServer server) throws BuildException {
        return registries.repository(ImageReference.parse(server.address() + "/app", "image"), Access.PUSH);
    }

    private static Answered list(String manifests) {
        return Answered.of(200, "{\"manifests\": [" + manifests + "]}", "Content-Type", MediaType.INDEX);
    }

    private static String descriptor(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return "{\"mediaType\": \"" + MediaType.MANIFEST + "\", \"digest\": \"" + Digest.of(bytes) + "\", \"size\": "
                + bytes.length + "}";
    }

    @Test
    void digestOfWhenTheRegistryNamesNoDigestReadsTheManifest() throws Exception {
        try (FakeServer server = new FakeServer(seen -> Answered.of(200, MANIFEST))) {
            assertThat(repository(server).digestOf("1.0")).contains(Digest.of(MANIFEST));
            assertThat(server.seen).extracting(FakeServer.Seen::method).containsExactly("HEAD", "GET");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "{}", "[]", ""})
    void referrersWhenTheAnswerIsNoIndexAreThoseUnderTheTag(String answer) throws Exception {
        try (FakeServer server = new FakeServer(seen ->
                seen.uri().contains("/referrers/") ? Answered.of(200, answer) : list(descriptor("signature")))) {
            List<JsonObject> found = repository(server).referrers().of(IMAGE);
            assertThat(found).hasToString("[" + descriptor("signature").replace(" ", "") + "]");
            assertThat(server.seen.get(1).uri())
                    .endsWith("/manifests/" + IMAGE.toString().replace(':', '-'));
        }
    }

    @Test
    void referrersWhenTheyNameNoManifestAreAnError() throws Exception {
        try (FakeServer server = new FakeServer(seen -> list("{\"digest\": \"sha256:short\"}"))) {
            assertProblem(
                    "registry-broken", () -> repository(server).referrers().of(IMAGE));
        }
    }

    @Test
    void referrersWhenTheNextPageIsMissingAreAnError() throws Exception {
        try (FakeServer server = new FakeServer(seen -> seen.uri().contains("page=2")
                ? Answered.of(404, "")
                : Answered.of(
                        200,
                        "{\"manifests\": [" + descriptor("signature") + "]}",
                        "Link",
                        "</v2/app/referrers/x?page=2>; rel=\"next\""))) {
            assertProblem(
                    "registry-broken", () -> repository(server).referrers().of(IMAGE));
        }
    }

    @Test
    void uploadWhenTheRegistryIsReadOnlySaysThatItTakesNoPushes() throws Exception {
        try (FakeServer server =
                new FakeServer(seen -> Answered.of(seen.method().equals("POST") ? 405 : 404, ""))) {
            Layout layout = Layout.at(folder);
            Descriptor blob = layout.add(MediaType.LAYER_GZIP, new byte[] {1, 2, 3});
            Problem problem = assertProblem(
                    "registry-refused", () -> repository(server).blobs().push(blob, layout));
            assertThat(problem.what()).isEqualTo("The registry takes no pushes (405).");
        }
    }
}
