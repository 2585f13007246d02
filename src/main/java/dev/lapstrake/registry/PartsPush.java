package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Brings an image's parts, and then the image, to one repository. */
final class PartsPush {
    private final Registries registries;
    private final Layout layout;
    private final Optional<ImageReference> origin;
    private final Repository target;
    private final Map<Digest, Long> uploaded = new ConcurrentHashMap<>();

    PartsPush(Registries registries, Layout layout, Optional<ImageReference> origin, Repository target) {
        this.registries = registries;
        this.layout = layout;
        this.origin = origin;
        this.target = target;
    }

    int uploads() {
        return uploaded.size();
    }

    long bytes() {
        return uploaded.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Brings there what is missing: blobs, manifests, and last the image under its selectors. Where the registry refuses a
     * manifest since it misses a part all the same, all parts are looked at once more.
     */
    void run(Descriptor image, List<String> selectors) throws IOException, BuildException {
        ImageParts parts = ImageParts.of(image, layout);
        if (pass(image, parts, selectors).isPresent()) {
            Optional<BuildException> refusal = pass(image, parts, selectors);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
    }

    /** What was wrong if the registry misses a part of something; then nothing that needs it has been sent. */
    private Optional<BuildException> pass(Descriptor image, ImageParts parts, List<String> selectors)
            throws IOException, BuildException {
        SideBySide.map(parts.blobs().values(), this::push);
        for (Descriptor manifest : parts.manifests().values()) {
            Optional<BuildException> refusal = putOnce(manifest);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return SideBySide.map(selectors, selector -> target.putWhole(selector, image, content(image))).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Descriptor push(Descriptor blob) throws IOException, BuildException {
        if (origin.isPresent() && !layout.has(blob)) {
            if (target.blobs().has(blob.digest())) {
                return blob;
            }
            registries.repository(origin.get(), Access.PULL).blobs().pull(blob, layout);
        }
        if (target.blobs().push(blob, layout)) {
            uploaded.put(blob.digest(), blob.size());
        }
        return blob;
    }

    private Optional<BuildException> putOnce(Descriptor manifest) throws IOException, BuildException {
        String selector = manifest.digest().toString();
        return target.digestOf(selector).isPresent()
                ? Optional.empty()
                : target.putWhole(selector, manifest, content(manifest));
    }

    private Content content(Descriptor manifest) throws IOException {
        return Content.of(layout.read(manifest.digest()));
    }
}
