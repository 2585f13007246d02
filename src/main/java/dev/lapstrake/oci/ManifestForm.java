package dev.lapstrake.oci;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes manifests and indexes in one format. Of a manifest all stays that the format has a word for, properties too that
 * no specification knows.
 *
 * @param layout that has the manifests, and gets those that are written
 */
public record ManifestForm(Layout layout, ImageFormat format) {
    /**
     * A manifest of OCI's form with annotations, or in Docker's form, which has none.
     *
     * @param annotations that count before those that it has; one without a value is left out
     */
    public Descriptor manifest(Descriptor manifest, SortedMap<String, String> annotations) throws IOException {
        JsonObject json = Json.object(layout.read(manifest.digest()));
        if (format == ImageFormat.DOCKER) {
            return add(MediaType.DOCKER_MANIFEST, docker(json));
        }
        if (annotations.isEmpty()) {
            return manifest;
        }
        SortedMap<String, String> all = new TreeMap<>(Json.textMap(json, "annotations"));
        all.putAll(annotations);
        all.values().removeIf(String::isEmpty);
        json.add("annotations", Json.texts(all));
        return add(MediaType.MANIFEST, json);
    }

    private static JsonObject docker(JsonObject manifest) {
        JsonObject json = manifest.deepCopy();
        json.addProperty("mediaType", MediaType.DOCKER_MANIFEST);
        json.remove("annotations");
        json.add("config", renamed(Json.object(json, "config"), MediaType.DOCKER_CONFIG));
        List<JsonObject> layers = Json.objects(json, "layers")
                .map(layer -> renamed(layer, MediaType.layerOfDocker(Json.text(layer, "mediaType", ""))))
                .toList();
        json.add("layers", Json.array(layers));
        return json;
    }

    private static JsonObject renamed(JsonObject descriptor, String mediaType) {
        JsonObject renamed = descriptor.deepCopy();
        renamed.addProperty("mediaType", mediaType);
        renamed.remove("annotations");
        return renamed;
    }

    /**
     * An index over manifests.
     *
     * @param manifests each with its platform
     * @param annotations of the index; one without a value is left out
     */
    public Descriptor index(List<Descriptor> manifests, SortedMap<String, String> annotations) throws IOException {
        SortedMap<String, String> said = new TreeMap<>(annotations);
        said.values().removeIf(String::isEmpty);
        Index index =
                format == ImageFormat.DOCKER ? Index.ofDocker(manifests) : new Index(MediaType.INDEX, manifests, said);
        return layout.add(index.mediaType(), index.bytes());
    }

    private Descriptor add(String mediaType, JsonObject manifest) throws IOException {
        return layout.add(mediaType, Json.compact(manifest));
    }
}
