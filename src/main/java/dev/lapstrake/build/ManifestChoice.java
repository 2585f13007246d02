package dev.lapstrake.build;

import dev.lapstrake.oci.ImageFormat;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How manifests and the index over them are written.
 *
 * @param annotations that each gets (OCI image-spec, annotations.md); one without a value is left out, wherever it is from
 */
public record ManifestChoice(ImageFormat format, SortedMap<String, String> annotations) {
    static final ManifestChoice STANDARD = new ManifestChoice(ImageFormat.OCI, new TreeMap<>());

    public ManifestChoice {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /**
     * The annotations with those that were found, over which the user's count.
     *
     * @param found more of them
     */
    SortedMap<String, String> with(SortedMap<String, String> found) {
        SortedMap<String, String> all = new TreeMap<>(found);
        all.putAll(annotations);
        return all;
    }
}
