package dev.lapstrake.stage;

import dev.lapstrake.disk.Mutex;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Results of stages by their keys, in an OCI layout: each is an artifact of one layer (image-spec, manifest.md,
 * "Guidelines for Artifact Usage"), whose annotations are the stage's facts.
 */
public final class StageCache {
    static final String ARTIFACT_TYPE = "application/vnd.lapstrake.stage.v1";
    private static final String PREFIX = "dev.lapstrake.";
    private static final String DIFF_ID = PREFIX + "diff-id";
    private static final String FACT = PREFIX + "fact.";
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Layout layout;

    public StageCache(Layout layout) {
        this.layout = layout;
    }

    public Layout layout() {
        return layout;
    }

    /** Keeps every other build from making the same result, until it is closed. */
    public Mutex lock(StageKey key) throws IOException {
        Path locks = layout.folder().resolve(".locks");
        return Mutex.lock(locks.resolve(key.digest().hex()));
    }

    /** The result of a key, if all of it is there. */
    public Optional<StageResult> find(String name, StageKey key) throws IOException {
        Optional<Descriptor> found = layout.find(tag(key));
        return found.isPresent() && layout.hasWhole(found.get())
                ? Optional.of(result(name, key, layout.manifest(found.get())))
                : Optional.empty();
    }

    private static StageResult result(String name, StageKey key, Manifest manifest) {
        TreeMap<String, String> facts = new TreeMap<>();
        manifest.annotations().forEach((fact, value) -> {
            if (fact.startsWith(FACT)) {
                facts.put(fact.substring(FACT.length()), value);
            }
        });
        Digest diffId = Digest.parse(manifest.annotations().getOrDefault(DIFF_ID, ""));
        return new StageResult(name, key, new Layer(manifest.layers().get(0), diffId), facts, true);
    }

    /** Stores what a stage made. */
    public StageResult store(String name, StageKey key, StageOutput output) throws IOException {
        Layer layer = Layer.write(output.tree(), layout);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(DIFF_ID, layer.diffId().toString());
        output.facts().forEach((fact, value) -> annotations.put(FACT + fact, value));
        Manifest manifest = new Manifest(
                MediaType.MANIFEST,
                ARTIFACT_TYPE,
                layout.add(MediaType.EMPTY, EMPTY),
                List.of(layer.blob()),
                new TreeMap<>(annotations));
        layout.tag(tag(key), layout.add(MediaType.MANIFEST, manifest.bytes()));
        return new StageResult(name, key, layer, output.facts(), false);
    }

    private static String tag(StageKey key) {
        return "stage-" + key;
    }
}
