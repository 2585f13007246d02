package dev.lapstrake.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.Origin;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
                List.of(new ImageReport.PlatformImage(Platform.LINUX_AMD64, digest)),
                List.of(new ImageReport.LayerReport("root", digest, 1000)),
                new TreeMap<>(Map.of("java", "17.0.15", "packages", "libc6 2.41 amd64\nzlib1g 1.3 amd64")),
                List.of(new Step("root", "trixie", 1000, Duration.ofMillis(1500), Origin.REGISTRY)));
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
}
