package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.log.Origin;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A result as it is kept and as it travels: an artifact of one layer (image-spec, manifest.md, "Guidelines for Artifact
 * Usage"), whose annotations are the stage's name, its facts, and the key, so that it can't pass for another's result.
 *
 * @param name of the stage that it was made by; another with an equal key may use it
 */
record StageArtifact(String name, CacheKey key, Layer layer, SortedMap<String, String> facts) {
    static final String TYPE = "application/vnd.lapstrake.stage.v2";

    private static final String PREFIX = "dev.lapstrake.";
    private static final String NAME = PREFIX + "stage";
    private static final String KEY = PREFIX + "key";
    private static final String DIFF_ID = PREFIX + "diff-id";
    private static final String FACT = PREFIX + "fact.";

    static StageArtifact of(StageResult result) {
        return new StageArtifact(result.name(), result.key(), result.layer(), result.facts());
    }

    /** What a manifest says, if it is that of the key's result. */
    static Optional<StageArtifact> of(Manifest manifest, CacheKey key) {
        Map<String, String> annotations = manifest.annotations();
        if (!manifest.artifactType().equals(TYPE)
                || !key.toString().equals(annotations.get(KEY))
                || manifest.layers().size() != 1
                || !manifest.layers().get(0).mediaType().equals(MediaType.LAYER_GZIP)) {
            return Optional.empty();
        }
        return diffId(annotations)
                .map(diffId -> new StageArtifact(
                        annotations.getOrDefault(NAME, ""),
                        key,
                        new Layer(bare(manifest.layers().get(0)), diffId),
                        facts(annotations)));
    }

    /** Without what else a registry may say of a layer, which would come into images. */
    private static Descriptor bare(Descriptor layer) {
        return new Descriptor(layer.mediaType(), layer.digest(), layer.size());
    }

    private static Optional<Digest> diffId(Map<String, String> annotations) {
        try {
            return Optional.ofNullable(annotations.get(DIFF_ID)).map(Digest::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SortedMap<String, String> facts(Map<String, String> annotations) {
        SortedMap<String, String> facts = new TreeMap<>();
        annotations.forEach((name, value) -> {
            if (name.startsWith(FACT)) {
                facts.put(name.substring(FACT.length()), value);
            }
        });
        return facts;
    }

    /**
     * The manifest.
     *
     * @param config the empty one, since the guidelines want one
     */
    Manifest manifest(Descriptor config) {
        SortedMap<String, String> annotations = new TreeMap<>();
        annotations.put(NAME, name);
        annotations.put(KEY, key.toString());
        annotations.put(DIFF_ID, layer.diffId().toString());
        facts.forEach((fact, value) -> annotations.put(FACT + fact, value));
        return new Manifest(MediaType.MANIFEST, TYPE, config, List.of(layer.blob()), annotations);
    }

    /** The result, for whoever asked for it. */
    StageResult result(String stage, Origin origin) {
        return new StageResult(stage, key, layer, facts, origin);
    }
}
