package dev.lapstrake.oci;

import dev.lapstrake.fuzz.Fuzz;
import dev.lapstrake.problem.BuildException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OciFuzzTest {
    private static final SortedMap<String, String> NOTE = new TreeMap<>(Map.of(Descriptor.REF_NAME, "latest"));

    private static Descriptor sample(String type) {
        return Descriptor.of(type, type.getBytes(StandardCharsets.UTF_8)).annotated(NOTE);
    }

    @Test
    void parseWhenAManifestIsDamagedEndsInOrder() throws Exception {
        Manifest image = Manifest.ofImage(
                sample(MediaType.CONFIG), List.of(sample(MediaType.LAYER_TAR), sample(MediaType.LAYER_GZIP)));
        Manifest artifact = new Manifest(MediaType.MANIFEST, "application/x", sample(MediaType.EMPTY), List.of(), NOTE);
        Fuzz.of("manifest", image.bytes(), artifact.bytes())
                .run(input -> Manifest.parse(Manifest.parse(input).bytes()));
    }

    @Test
    void parseWhenAnIndexIsDamagedEndsInOrder() throws Exception {
        Index index = Index.of(List.of(
                sample(MediaType.MANIFEST).on(platform("linux/amd64")),
                sample(MediaType.MANIFEST).on(platform("linux/arm64/v8")),
                sample(MediaType.INDEX)));
        Fuzz.of("index", index.bytes()).run(input -> {
            Index parsed = Index.parse(input);
            parsed.forPlatform(platform("linux/arm64"));
            Index.parse(parsed.bytes());
        });
    }

    private static Platform platform(String text) {
        try {
            return Platform.parse(text);
        } catch (BuildException e) {
            throw new IllegalStateException(e);
        }
    }
}
