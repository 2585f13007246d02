package dev.lapstrake.registry;

import dev.lapstrake.oci.Closure;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.List;
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
        Closure closure = Closure.of(image, layout);
        int blobs = closure.blobs().size();
        List<String> missing = tags.missing(image, repository);
        if (missing.isEmpty()) {
            return new PushedImage(image.digest(), 0, blobs, 0);
        }
        PartsPush parts = new PartsPush(
                registries, layout, origin.map(other -> registries.repository(other, Access.PULL)), repository);
        Tagging tagging = new Tagging(image, Content.of(layout.read(image.digest())));
        parts.run(closure, () -> tagging.giveWhole(missing, tags, repository));
        return new PushedImage(image.digest(), parts.uploads(), blobs - parts.uploads(), parts.bytes());
    }
}
