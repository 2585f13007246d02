package dev.lapstrake.build;

import dev.lapstrake.oci.Compression;
import dev.lapstrake.oci.ImageFormat;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How manifests and the index over them are written, and the layers that they name.
 *
 * @param compression of all layers but a base's
 * @param annotations that each gets (OCI image-spec, annotations.md); one without a value is left out, wherever it is from
 */
public record ManifestChoice(ImageFormat format, Compression compression, SortedMap<String, String> annotations) {
    static final ManifestChoice STANDARD = new ManifestChoice(ImageFormat.OCI, Compression.GZIP, new TreeMap<>());

    public ManifestChoice {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** Sees to it that the format has a word for the compression. */
    void check() throws BuildException {
        if (format == ImageFormat.DOCKER && compression == Compression.ZSTD) {
            throw new Problem(
                            "compression-impossible",
                            "<compression> is zstd, for which Docker's manifests have no word.",
                            "<format>docker</format>",
                            "leave out <format>, or write <compression>gzip</compression>")
                    .exception();
        }
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
