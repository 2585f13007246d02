package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.log.Origin;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Results of stages by their keys, in an OCI layout. What is not there whole, or not as it was stored, is not there. */
public final class StageCache {
    /** How many digits of a key name its lock: keys may share one, so that locks don't become ever more. */
    private static final int LOCK_DIGITS = 3;

    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Layout layout;

    public StageCache(Layout layout) {
        this.layout = layout;
    }

    public Layout layout() {
        return layout;
    }

    /** Keeps every other build from making the same result, until it is closed. */
    public Mutex lock(CacheKey key) throws IOException {
        Path locks = layout.folder().resolve(".locks");
        return Mutex.lock(locks.resolve(key.digest().hex().substring(0, LOCK_DIGITS)));
    }

    /** The result of a key, if all of it is there. */
    public Optional<StageResult> find(String name, CacheKey key) throws IOException {
        Optional<Descriptor> found = layout.findWhole(tag(key));
        return found.isPresent()
                ? StageArtifact.of(layout.manifest(found.get()), key)
                        .map(artifact -> artifact.result(name, Origin.CACHE))
                : Optional.empty();
    }

    /** Stores what a stage made. */
    public StageResult store(String name, CacheKey key, StageOutput output) throws IOException {
        StageArtifact artifact = new StageArtifact(name, key, Layer.write(output.tree(), layout), output.facts());
        keep(artifact);
        return artifact.result(name, Origin.BUILT);
    }

    /** Makes a result that the layout has the layer of one that is found. */
    void keep(StageArtifact artifact) throws IOException {
        layout.tag(tag(artifact.key()), manifest(artifact));
    }

    /** Adds the manifest of a result to the layout. */
    Descriptor manifest(StageArtifact artifact) throws IOException {
        return layout.add(MediaType.MANIFEST, artifact.manifest(emptyConfig()).bytes());
    }

    Descriptor emptyConfig() throws IOException {
        return layout.add(MediaType.EMPTY, EMPTY);
    }

    /** The name of a key's result, here as in a registry. */
    static String tag(CacheKey key) {
        return "stage-" + key;
    }
}
