package dev.lapstrake.registry;

import dev.lapstrake.oci.Closure;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Brings an image's parts, and then the image, to one repository. */
final class PartsPush {
    /** Questions are small, and wait for the network's delay only; what is sent shares its width. */
    private static final int QUESTIONS_AT_ONCE = 8;

    static final int UPLOADS_AT_ONCE = 4;

    private static final int SMALL = 1 << 19;

    /** Adds the image itself, when all its parts are there. */
    interface Completion {
        /**
         * @return what is wrong if the registry misses a part all the same
         */
        Optional<BuildException> run() throws IOException, BuildException;
    }

    private final Registries registries;
    private final Layout layout;
    private final Optional<Repository> origin;
    private final Repository target;
    private final Map<Digest, Long> uploaded = new ConcurrentHashMap<>();

    /**
     * @param origin that has what the layout lacks
     */
    PartsPush(Registries registries, Layout layout, Optional<Repository> origin, Repository target) {
        this.registries = registries;
        this.layout = layout;
        this.origin = origin;
        this.target = target;
    }

    /** True if to send a blob takes no longer than to ask whether it is there. */
    static boolean isSmall(Descriptor blob) {
        return blob.size() <= SMALL;
    }

    int uploads() {
        return uploaded.size();
    }

    long bytes() {
        return uploaded.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Brings there what is missing: blobs, manifests, and last the image. Where the registry refuses a
     * manifest since it misses a part all the same, all parts are looked at once more.
     */
    void run(Closure parts, Completion image) throws IOException, BuildException {
        countAhead(parts);
        noteKnown(parts);
        noteOrigin(parts);
        Optional<BuildException> refusal = pass(parts, image);
        if (refusal.isPresent()) {
            parts.blobs().keySet().forEach(target.blobs()::forget);
            parts.manifests().keySet().forEach(target.blobs()::forget);
            refusal = pass(parts, image);
        }
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    /** What was sent ahead was sent for this. */
    private void countAhead(Closure parts) {
        for (Descriptor blob : parts.blobs().values()) {
            if (target.blobs().takeAhead(blob.digest())) {
                uploaded.put(blob.digest(), blob.size());
            }
        }
    }

    /** A manifest that is there has its blobs there. */
    private void noteKnown(Closure parts) throws IOException {
        for (Descriptor manifest : parts.manifests().values()) {
            if (target.blobs().isKnown(manifest.digest()) && MediaType.isManifest(manifest.mediaType())) {
                layout.manifest(manifest).blobs().stream()
                        .map(Descriptor::digest)
                        .forEach(target.blobs()::note);
            }
        }
    }

    /** What the layout lacks can only be from there; a registry that has both need not send it here. */
    private void noteOrigin(Closure parts) throws IOException {
        for (Descriptor blob : parts.blobs().values()) {
            if (origin.isPresent() && !layout.has(blob)) {
                origin.get().blobs().suspect(blob.digest());
            }
        }
    }

    /** What was wrong if the registry misses a part of something; then nothing that needs it has been sent. */
    private Optional<BuildException> pass(Closure parts, Completion image) throws IOException, BuildException {
        List<Descriptor> missing = missing(parts);
        Meter meter = registries.meter("push " + target.name(), missing);
        SideBySide.map(atOnce(missing), missing, blob -> send(blob, meter));
        for (List<Descriptor> manifests : ranks(parts)) {
            Optional<BuildException> refusal = first(SideBySide.map(UPLOADS_AT_ONCE, manifests, this::put));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return image.run();
    }

    /** A second small blob is sent on the connection that is there sooner than another is made: as after most changes. */
    private static int atOnce(List<Descriptor> blobs) {
        boolean isLittle = blobs.size() <= 2 && blobs.stream().allMatch(PartsPush::isSmall);
        return isLittle ? 1 : UPLOADS_AT_ONCE;
    }

    /** The manifests in groups, of which each refers to earlier ones only: all that are no index, then each index. */
    private static List<List<Descriptor>> ranks(Closure parts) {
        List<List<Descriptor>> ranks = new ArrayList<>();
        ranks.add(parts.manifests().values().stream()
                .filter(manifest -> !MediaType.isIndex(manifest.mediaType()))
                .toList());
        parts.manifests().values().stream()
                .filter(manifest -> MediaType.isIndex(manifest.mediaType()))
                .map(List::of)
                .forEach(ranks::add);
        return ranks;
    }

    private static Optional<BuildException> first(List<Optional<BuildException>> refusals) {
        return refusals.stream().flatMap(Optional::stream).findFirst();
    }

    /** The blobs that have to be brought there, the largest first, so that none of those is left for the end. */
    private List<Descriptor> missing(Closure parts) throws IOException, BuildException {
        boolean hasOthers = parts.blobs().keySet().stream()
                .anyMatch(blob -> target.blobs().isKnown(blob) && !uploaded.containsKey(blob));
        return SideBySide.map(
                        QUESTIONS_AT_ONCE,
                        parts.blobs().values(),
                        blob -> isMissing(blob, hasOthers) ? Optional.of(blob) : Optional.<Descriptor>empty())
                .stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Descriptor::size).reversed())
                .toList();
    }

    /**
     * True if a blob is to be brought there.
     *
     * @param hasOthers that the registry is known to have others of the image: those of an earlier one, which lacked this
     */
    private boolean isMissing(Descriptor blob, boolean hasOthers) throws IOException, BuildException {
        boolean isProbablyNew = hasOthers && !target.blobs().isKnown(blob.digest());
        return (isProbablyNew && isSmall(blob) && layout.has(blob))
                || !target.blobs().has(blob.digest());
    }

    private Descriptor send(Descriptor blob, Meter meter) throws IOException, BuildException {
        if (target.blobs().send(blob, () -> file(blob), meter::move)) {
            uploaded.put(blob.digest(), blob.size());
        }
        meter.arrived();
        return blob;
    }

    private Path file(Descriptor blob) throws IOException, BuildException {
        if (origin.isPresent()) {
            origin.get().blobs().pull(blob, layout);
        }
        return layout.blob(blob.digest());
    }

    private Optional<BuildException> put(Descriptor manifest) throws IOException, BuildException {
        return target.blobs().isKnown(manifest.digest())
                ? Optional.empty()
                : target.putWhole(manifest.digest().toString(), manifest, content(manifest));
    }

    private Content content(Descriptor manifest) throws IOException {
        return Content.of(layout.read(manifest.digest()));
    }
}
