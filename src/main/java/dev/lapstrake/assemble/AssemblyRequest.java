package dev.lapstrake.assemble;

import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.TreeDigest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an image is made of.
 *
 * @param foundation the manifest of the image that the application is laid on, in the cache's layout
 * @param elsewhere layers of the foundation that need not be in the layout
 * @param layers in the order in which they are laid
 */
public record AssemblyRequest(
        Descriptor foundation, Set<Digest> elsewhere, List<ApplicationLayer> layers, ContainerSettings settings) {
    public AssemblyRequest {
        elsewhere = Set.copyOf(elsewhere);
        layers = List.copyOf(layers);
    }

    /** What is to be made of a foundation that is in the layout whole. */
    public AssemblyRequest(Descriptor foundation, List<ApplicationLayer> layers, ContainerSettings settings) {
        this(foundation, Set.of(), layers, settings);
    }

    /** Names the image by all that is in it. */
    public CacheKey key() throws IOException {
        return key(contents());
    }

    /** The digest of each layer's files, by the layer's name. */
    Map<String, Digest> contents() throws IOException {
        Map<String, Digest> contents = new LinkedHashMap<>();
        for (ApplicationLayer layer : layers) {
            contents.put(layer.name(), TreeDigest.of(layer.tree()));
        }
        return contents;
    }

    CacheKey key(Map<String, Digest> contents) {
        Map<String, String> digests = new LinkedHashMap<>();
        contents.forEach((layer, digest) -> digests.put(layer, digest.hex()));
        CacheKey key = CacheKey.of("image", 5)
                .with("foundation", foundation.digest().hex())
                .withEach("layer", digests);
        return settings.addTo(key);
    }
}
