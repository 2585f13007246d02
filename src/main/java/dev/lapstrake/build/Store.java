package dev.lapstrake.build;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.report.ImageReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The finished image in the project's output folder: an OCI layout of its own, {@code image.json} and
 * {@code image-digest}. Blobs come first, the index changes in one move, and only then goes what nothing names any more:
 * whoever reads it at any moment sees a whole image.
 */
final class Store {
    private final Path output;
    private final Layout layout;

    private Store(Path output, Layout layout) {
        this.output = output;
        this.layout = layout;
    }

    static Store at(Workplace workplace) throws IOException {
        return new Store(workplace.output(), Layout.at(workplace.store()));
    }

    /**
     * @param what the user wants to do with the image
     * @throws BuildException if there is none
     */
    static void requireImage(Workplace workplace, String what) throws BuildException {
        if (!Files.exists(workplace.store().resolve("index.json"))) {
            throw new Problem(
                            "nothing-built",
                            "There is no image to " + what + ".",
                            workplace.store().toString(),
                            "run the goal lapstrake:build before, in the same module")
                    .exception();
        }
    }

    /** Makes an image, and nothing else, the content of the store. */
    void keep(Descriptor image, String tag, Layout source) throws IOException {
        Manifest manifest = source.manifest(image);
        Set<Digest> named = new HashSet<>(Set.of(image.digest()));
        for (Descriptor blob : manifest.blobs().toList()) {
            layout.copy(blob, source);
            named.add(blob.digest());
        }
        layout.copy(image, source);
        layout.replaceIndex(List.of(image.annotated(Map.of(Descriptor.REF_NAME, tag))));
        layout.deleteAllBut(named);
    }

    /** Writes down what the image is. */
    void describe(ImageReport report) throws IOException {
        AtomicFile.write(output.resolve("image.json"), report.toJson());
        byte[] digest = (report.digest() + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(output.resolve("image-digest"), digest);
    }
}
