package dev.lapstrake.registry.server;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A manifest or an index as a registry sees it: bytes, and what they refer to.
 *
 * @param mediaType what the content says of itself, or what its form shows where it says nothing
 */
record StoredManifest(Content content, Digest digest, String mediaType, JsonObject json) {
    /** What registries are to take at least (distribution-spec, "Pushing Manifests"). */
    static final int LIMIT = 4 << 20;

    /**
     * @throws IOException if the bytes are no JSON object
     */
    static StoredManifest of(byte[] bytes) throws IOException {
        JsonObject json = Json.object(bytes);
        String form = json.has("manifests") ? MediaType.INDEX : MediaType.MANIFEST;
        return new StoredManifest(Content.of(bytes), Digest.of(bytes), Json.text(json, "mediaType", form), json);
    }

    /** Reads a manifest from a layout; a blob of another kind is none. */
    static Optional<StoredManifest> find(Digest digest, Layout layout) throws IOException {
        if (!layout.has(digest) || Files.size(layout.blob(digest)) > LIMIT) {
            return Optional.empty();
        }
        byte[] bytes = layout.read(digest);
        try {
            return Optional.of(of(bytes)).filter(StoredManifest::isManifest);
        } catch (IOException e) {
            return Optional.empty(); // a layer or a configuration
        }
    }

    boolean isManifest() {
        boolean known = MediaType.isIndex(mediaType) || MediaType.isManifest(mediaType);
        return known && (json.has("manifests") || json.has("layers"));
    }

    /**
     * All that has to be there before this is; layers that are not to be given out, and the subject, need not.
     *
     * @throws IllegalArgumentException if a descriptor is malformed
     */
    List<Descriptor> references() {
        Stream<JsonObject> config = json.has("config") ? Stream.of(Json.object(json, "config")) : Stream.empty();
        Stream<JsonObject> parts = Stream.concat(Json.objects(json, "layers"), Json.objects(json, "manifests"));
        return Stream.concat(config, parts)
                .map(Descriptor::fromJson)
                .filter(part -> !MediaType.isForeign(part.mediaType()))
                .toList();
    }

    /** The digest of the manifest that this one is about. */
    Optional<String> subject() {
        return Optional.of(Json.text(Json.object(json, "subject"), "digest", ""))
                .filter(text -> !text.isEmpty());
    }

    Descriptor descriptor() {
        return new Descriptor(mediaType, digest, content.size());
    }
}
