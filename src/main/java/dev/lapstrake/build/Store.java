package dev.lapstrake.build;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.oci.Closure;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        if (!Files.exists(workplace.store().resolve("index.json"))
                || !Files.exists(workplace.output().resolve("image.json"))) {
            throw new Problem(
                            "nothing-built",
                            "There is no image to " + what + ".",
                            workplace.store().toString(),
                            "run the goal lapstrake:build before, in the same module")
                    .exception();
        }
    }

    /**
     * Makes what came of a build, and nothing else, the content of the store.
     *
     * @param source that has the images
     * @param digests what is known of its files
     */
    void keep(KeptBuild build, Layout source, FileDigests digests) throws IOException, BuildException {
        keep(build.images(), build.elsewhere(), source, digests);
        describe(build.digest(), build.json());
    }

    void keep(Map<String, Descriptor> images, Set<Digest> elsewhere, Layout source, FileDigests digests)
            throws IOException, BuildException {
        Set<Digest> kept = new HashSet<>();
        List<Descriptor> missing = new ArrayList<>();
        List<Descriptor> index = new ArrayList<>();
        for (Map.Entry<String, Descriptor> named : images.entrySet()) {
            for (Descriptor part : Closure.of(named.getValue(), source).all()) {
                boolean isWanted = source.has(part) || !elsewhere.contains(part.digest());
                if (kept.add(part.digest()) && isWanted && !layout.has(part)) {
                    missing.add(part);
                }
            }
            index.add(named.getValue().annotated(Map.of(Descriptor.REF_NAME, named.getKey())));
        }
        take(missing, source, digests);
        if (layout.replaceIndex(index) || !missing.isEmpty()) {
            layout.deleteAllBut(kept);
        }
    }

    /** What was read once, and has not changed, is not read again. */
    private void take(List<Descriptor> parts, Layout source, FileDigests digests) throws IOException, BuildException {
        SideBySide.map(parts, part -> {
            Path file = source.blob(part.digest());
            if (!source.has(part) || !digests.has(file, part.digest())) {
                throw new DamagedBlobException(part.digest(), file);
            }
            layout.link(part, source);
            return part;
        });
    }

    /** The image that was asked for, or the index over it. */
    static Descriptor image(Layout store) throws IOException {
        return store.index().get(0);
    }

    /** The one beside it, to debug with. */
    static Optional<Descriptor> debugImage(Layout store) throws IOException {
        Optional<String> name = image(store).refName();
        return name.isPresent() ? store.find(DebugChoice.tag(name.get())) : Optional.empty();
    }

    /**
     * Writes down what the image is.
     *
     * @param report the content of {@code image.json}
     */
    private void describe(Digest image, byte[] report) throws IOException {
        AtomicFile.update(output.resolve("image.json"), report);
        AtomicFile.update(output.resolve("image-digest"), (image + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
