package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All below an image, each once.
 *
 * @param manifests in an order in which each comes after those that it refers to; without the image itself
 */
record ImageParts(Map<Digest, Descriptor> blobs, Map<Digest, Descriptor> manifests) {
    static ImageParts of(Descriptor image, Layout layout) throws IOException {
        ImageParts parts = new ImageParts(new LinkedHashMap<>(), new LinkedHashMap<>());
        parts.collect(image, layout);
        return parts;
    }

    private void collect(Descriptor image, Layout layout) throws IOException {
        if (MediaType.isIndex(image.mediaType())) {
            for (Descriptor child : Index.parse(layout.read(image.digest())).manifests()) {
                collect(child, layout);
                manifests.put(child.digest(), child);
            }
        } else {
            layout.manifest(image).blobs().forEach(blob -> blobs.put(blob.digest(), blob));
        }
    }

    /** The manifests in groups, of which each refers to earlier ones only: all that are no index, then each index. */
    List<List<Descriptor>> ranks() {
        List<List<Descriptor>> ranks = new ArrayList<>();
        ranks.add(manifests.values().stream()
                .filter(manifest -> !MediaType.isIndex(manifest.mediaType()))
                .toList());
        manifests.values().stream()
                .filter(manifest -> MediaType.isIndex(manifest.mediaType()))
                .map(List::of)
                .forEach(ranks::add);
        return ranks;
    }
}
