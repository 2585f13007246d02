package dev.lapstrake.oci;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image index, or Docker's manifest list (OCI image-spec, image-index.md).
 *
 * @param manifests in the order in which clients are to try them
 */
public record Index(String mediaType, List<Descriptor> manifests, SortedMap<String, String> annotations) {
    public Index {
        manifests = List.copyOf(manifests);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public static Index of(List<Descriptor> manifests) {
        return new Index(MediaType.INDEX, manifests, new TreeMap<>());
    }

    /** A manifest list of Docker's form. */
    static Index ofDocker(List<Descriptor> manifests) {
        return new Index(MediaType.DOCKER_LIST, manifests, new TreeMap<>());
    }

    /**
     * @throws IOException if the bytes are no index
     */
    public static Index parse(byte[] bytes) throws IOException {
        return of(Json.object(bytes));
    }

    /**
     * @throws IOException if it is no index
     */
    public static Index of(JsonObject json) throws IOException {
        try {
            return new Index(
                    Json.text(json, "mediaType", MediaType.INDEX),
                    Descriptor.allFromJson(json, "manifests"),
                    new TreeMap<>(Json.textMap(json, "annotations")));
        } catch (IllegalArgumentException e) {
            throw new IOException("not an image index: " + e.getMessage(), e);
        }
    }

    /** The first manifest that a platform can run. */
    public Optional<Descriptor> forPlatform(Platform wanted) {
        return manifests.stream()
                .filter(manifest -> manifest.platform() != null && wanted.accepts(manifest.platform()))
                .findFirst();
    }

    public byte[] bytes() {
        return Json.compact(toJson());
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("schemaVersion", 2);
        json.addProperty("mediaType", mediaType);
        json.add(
                "manifests",
                Json.array(manifests.stream().map(Descriptor::toJson).toList()));
        if (!annotations.isEmpty()) {
            json.add("annotations", Json.texts(annotations));
        }
        return json;
    }
}
