package dev.lapstrake.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.log.Origin;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImageReportTest {
    @Test
    void toJsonSaysWhatAPipelineAsks() {
        Digest digest = new Digest("a".repeat(64));
        ImageReport report = new ImageReport(
                "registry.example.com/app",
                List.of("1.0", "1"),
                digest,
                List.of(new PlatformReport(
                        Platform.LINUX_AMD64,
                        digest,
                        List.of(new LayerReport("root", digest, 1000)),
                        new TreeMap<>(Map.of("java", "17.0.15", "packages", "libc6 2.41 amd64\nzlib1g 1.3 amd64")))),
                List.of(new Step("root", "trixie", 1000, Duration.ofMillis(1500), Origin.REGISTRY)),
                Optional.empty());
        assertThat(new String(report.toJson(), StandardCharsets.UTF_8)).isEqualTo("""
                        {
                          "name": "registry.example.com/app",
                          "tags": [
                            "1.0",
                            "1"
                          ],
                          "digest": "sha256:%1$s",
                          "size": 1000,
                          "platforms": [
                            {
                              "platform": "linux/amd64",
                              "digest": "sha256:%1$s"
                            }
                          ],
                          "layers": [
                            {
                              "name": "root",
                              "digest": "sha256:%1$s",
                              "size": 1000
                            }
                          ],
                          "java": "17.0.15",
                          "packages": [
                            "libc6 2.41 amd64",
                            "zlib1g 1.3 amd64"
                          ],
                          "steps": [
                            {
                              "name": "root",
                              "detail": "trixie",
                              "size": 1000,
                              "milliseconds": 1500,
                              "reused": true,
                              "from": "registry"
                            }
                          ]
                        }
                        """.formatted(digest.hex()));
    }

    @Test
    void toJsonForSeveralPlatformsSaysOfEachWhatIsNotTheSameForAll() throws Exception {
        Digest shared = new Digest("a".repeat(64));
        ImageReport report = new ImageReport(
                "app",
                List.of("1.0"),
                new Digest("f".repeat(64)),
                List.of(platform("amd64", "17.0.15", shared), platform("arm64", "17.0.17", shared)),
                List.of(),
                Optional.empty());
        JsonObject json = Json.object(report.toJson());
        assertThat(Json.text(json, "suite", "")).isEqualTo("trixie");
        assertThat(json.has("java")).isFalse();
        assertThat(Json.objects(json, "platforms").map(one -> Json.text(one, "java", "")))
                .containsExactly("17.0.15", "17.0.17");
        assertThat(Json.objects(json, "layers").map(one -> Json.text(one, "name", "")))
                .containsExactly("classes", "root amd64", "root arm64");
        assertThat(Json.text(json, "size", "")).isEqualTo("230");
        assertThat(Json.objects(json, "platforms").map(one -> Json.text(one, "size", "")))
                .containsExactly("130", "130");
    }

    private static PlatformReport platform(String architecture, String java, Digest shared) {
        Digest own = Digest.of(architecture);
        return new PlatformReport(
                new Platform("linux", architecture, ""),
                own,
                List.of(new LayerReport("classes", shared, 30), new LayerReport("root " + architecture, own, 100)),
                new TreeMap<>(Map.of("java", java, "suite", "trixie")));
    }
}
