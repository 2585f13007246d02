package dev.lapstrake.oci;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Points at a blob or a manifest (OCI image-spec, descriptor.md).
 *
 * @param size in bytes
 * @param platform of the manifest that it points at, where an index says it
 * @param annotations sorted; empty for none
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        @Nullable Platform platform,
        SortedMap<String, String> annotations) {
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("a size below nothing: " + size);
        }
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public Descriptor(String mediaType, Digest digest, long size) {
        this(mediaType, digest, size, null, new TreeMap<>());
    }

    /** The descriptor of some bytes. */
    public static Descriptor of(String mediaType, byte[] bytes) {
        return new Descriptor(mediaType, Digest.of(bytes), bytes.length);
    }

    public Descriptor on(Platform other) {
        return new Descriptor(mediaType, digest, size, other, annotations);
    }

    public Descriptor annotated(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(annotations);
        all.putAll(more);
        return new Descriptor(mediaType, digest, size, platform, all);
    }

    /** The name that an OCI layout's index gives it (image-layout.md). */
    public Optional<String> refName() {
        return Optional.ofNullable(annotations.get(REF_NAME));
    }

    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("mediaType", mediaType);
        json.addProperty("digest", digest.toString());
        json.addProperty("size", size);
        if (!annotations.isEmpty()) {
            json.add("annotations", Json.texts(annotations));
        }
        if (platform != null) {
            json.add("platform", platform.toJson());
        }
        return json;
    }

    /**
     * The descriptors in the array under a name; none if there is no array.
     *
     * @throws IllegalArgumentException if one of them is wrong
     */
    static List<Descriptor> allFromJson(JsonObject json, String name) {
        List<Descriptor> all = new ArrayList<>();
        for (JsonObject each : Json.objects(json, name).toList()) {
            all.add(fromJson(each));
        }
        return all;
    }

    /**
     * @throws IllegalArgumentException if a required property is missing or wrong
     */
    public static Descriptor fromJson(JsonObject json) {
        return new Descriptor(
                Json.text(json, "mediaType", ""),
                Digest.parse(Json.text(json, "digest", "")),
                Long.parseLong(Json.text(json, "size", "-1")),
                json.has("platform") ? Platform.fromJson(Json.object(json, "platform")) : null,
                new TreeMap<>(Json.textMap(json, "annotations")));
    }
}
