package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies an image from a layout to a registry. What an image refers to is there before the image is, and tags come
 * last; so a push that is cut off leaves nothing that could be pulled in part.
 */
public final class ImagePush {
    private final Registries registries;
    private final Layout layout;
    private final Optional<ImageReference> origin;

    public ImagePush(Registries registries, Layout layout) {
        this(registries, layout, Optional.empty());
    }

    /**
     * @param layout that has the manifests of what is pushed, and perhaps its blobs
     * @param origin a repository that has those blobs that the layout lacks
     */
    public ImagePush(Registries registries, Layout layout, Optional<ImageReference> origin) {
        this.registries = registries;
        this.layout = layout;
        this.origin = origin;
    }

    /**
     * Pushes an image.
     *
     * @param image a manifest or an index, which is in the layout with all that it refers to
     * @param target the repository; its tag and digest don't matter
     * @param tags the names that the image gets; with none it can be pulled by its digest only
     */
    public PushedImage push(Descriptor image, ImageReference target, List<String> tags)
            throws IOException, BuildException {
        return push(image, target, TagChoice.movable(tags));
    }

    /**
     * Pushes an image.
     *
     * @throws BuildException among others if a tag that must not move is another image's; nothing is pushed then
     */
    public PushedImage push(Descriptor image, ImageReference target, TagChoice tags)
            throws IOException, BuildException {
        Repository repository = registries.repository(target, Access.PUSH);
        Parts parts = new Parts();
        collect(image, parts);
        List<String> missing = tags.missing(image, target, repository);
        if (missing.isEmpty()) {
            return new PushedImage(image.digest(), 0, parts.blobs.size(), 0);
        }
        List<Long> uploads = pushBlobs(parts.blobs.values(), repository.blobs());
        for (Descriptor manifest : parts.manifests.values()) {
            putOnce(manifest, repository);
        }
        for (String selector : missing) {
            repository.put(selector, image, content(image));
        }
        long bytes = uploads.stream().mapToLong(Long::longValue).sum();
        return new PushedImage(image.digest(), uploads.size(), parts.blobs.size() - uploads.size(), bytes);
    }

    /** All below an image, each once, and each manifest after those that it refers to. */
    private static final class Parts {
        final Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        final Map<Digest, Descriptor> manifests = new LinkedHashMap<>();
    }

    private void collect(Descriptor image, Parts parts) throws IOException {
        if (MediaType.isIndex(image.mediaType())) {
            for (Descriptor child : Index.parse(layout.read(image.digest())).manifests()) {
                collect(child, parts);
                parts.manifests.put(child.digest(), child);
            }
        } else {
            layout.manifest(image).blobs().forEach(blob -> parts.blobs.put(blob.digest(), blob));
        }
    }

    /** The sizes of those that were uploaded. */
    private List<Long> pushBlobs(Collection<Descriptor> blobs, RemoteBlobs target) throws IOException, BuildException {
        return SideBySide.map(blobs, blob -> push(blob, target) ? blob.size() : -1).stream()
                .filter(size -> size >= 0)
                .toList();
    }

    private boolean push(Descriptor blob, RemoteBlobs target) throws IOException, BuildException {
        if (origin.isPresent() && !layout.has(blob)) {
            if (target.has(blob.digest())) {
                return false;
            }
            registries.repository(origin.get(), Access.PULL).blobs().pull(blob, layout);
        }
        return target.push(blob, layout);
    }

    private void putOnce(Descriptor manifest, Repository repository) throws IOException, BuildException {
        String selector = manifest.digest().toString();
        if (repository.digestOf(selector).isEmpty()) {
            repository.put(selector, manifest, content(manifest));
        }
    }

    private Content content(Descriptor manifest) throws IOException {
        return Content.of(layout.read(manifest.digest()));
    }
}
