package dev.lapstrake.oci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image and all that it refers to, each once.
 *
 * @param image its manifest, or the index over several
 * @param manifests below the image, in an order in which each comes after those that it refers to
 */
public record Closure(Descriptor image, Map<Digest, Descriptor> blobs, Map<Digest, Descriptor> manifests) {
    public Closure {
        blobs = Collections.unmodifiableMap(blobs);
        manifests = Collections.unmodifiableMap(manifests);
    }

    /**
     * @param layout that has all manifests of the image; it may lack blobs
     */
    public static Closure of(Descriptor image, Layout layout) throws IOException {
        Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        Map<Digest, Descriptor> manifests = new LinkedHashMap<>();
        collect(image, layout, blobs, manifests);
        return new Closure(image, blobs, manifests);
    }

    private static void collect(
            Descriptor image, Layout layout, Map<Digest, Descriptor> blobs, Map<Digest, Descriptor> manifests)
            throws IOException {
        if (MediaType.isIndex(image.mediaType())) {
            for (Descriptor child : Index.parse(layout.read(image.digest())).manifests()) {
                collect(child, layout, blobs, manifests);
                manifests.put(child.digest(), child);
            }
        } else {
            for (Descriptor blob : layout.manifest(image).blobs()) {
                blobs.put(blob.digest(), blob);
            }
        }
    }

    /** Blobs and manifests, each after what it refers to; the image is the last. */
    public List<Descriptor> all() {
        List<Descriptor> all = new ArrayList<>(blobs.values());
        all.addAll(manifests.values());
        all.add(image);
        return all;
    }
}
