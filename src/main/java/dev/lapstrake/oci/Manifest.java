package dev.lapstrake.oci;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image manifest, or an artifact's (OCI image-spec, manifest.md).
 *
 * @param mediaType OCI's or Docker's
 * @param artifactType what kind of artifact this is; empty for an image
 * @param layers the lowest first
 */
public record Manifest(
        String mediaType,
        String artifactType,
        Descriptor config,
        List<Descriptor> layers,
        SortedMap<String, String> annotations) {
    public Manifest {
        layers = List.copyOf(layers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public static Manifest ofImage(Descriptor config, List<Descriptor> layers) {
        return new Manifest(MediaType.MANIFEST, "", config, layers, new TreeMap<>());
    }

    /**
     * @throws IOException if the bytes are no manifest
     */
    public static Manifest parse(byte[] bytes) throws IOException {
        return of(Json.object(bytes));
    }

    /**
     * @throws IOException if it is no manifest
     */
    public static Manifest of(JsonObject json) throws IOException {
        try {
            return new Manifest(
                    Json.text(json, "mediaType", MediaType.MANIFEST),
                    Json.text(json, "artifactType", ""),
                    Descriptor.fromJson(Json.object(json, "config")),
                    Descriptor.allFromJson(json, "layers"),
                    new TreeMap<>(Json.textMap(json, "annotations")));
        } catch (IllegalArgumentException e) {
            throw new IOException("not an image manifest: " + e.getMessage(), e);
        }
    }

    /** The bytes of all the layers. */
    public long size() {
        return layers.stream().mapToLong(Descriptor::size).sum();
    }

    /** The configuration and the layers. */
    public List<Descriptor> blobs() {
        List<Descriptor> blobs = new ArrayList<>(List.of(config));
        blobs.addAll(layers);
        return blobs;
    }

    public byte[] bytes() {
        JsonObject json = new JsonObject();
        json.addProperty("schemaVersion", 2);
        json.addProperty("mediaType", mediaType);
        if (!artifactType.isEmpty()) {
            json.addProperty("artifactType", artifactType);
        }
        json.add("config", config.toJson());
        json.add("layers", Json.array(layers.stream().map(Descriptor::toJson).toList()));
        if (!annotations.isEmpty()) {
            json.add("annotations", Json.texts(annotations));
        }
        return Json.compact(json);
    }
}
