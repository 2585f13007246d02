package dev.lapstrake.publish;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.registry.TagChoice;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A place that an image is pushed to.
 *
 * @param repository its tag and digest don't matter
 */
public record PushTarget(ImageReference repository, TagChoice tags) {
    /** The same place, for an image of other tags. */
    public PushTarget renamed(UnaryOperator<String> change) {
        return new PushTarget(repository, tags.renamed(change));
    }

    /** True if a tag must not move. */
    boolean isGuarded() {
        return !tags.fixed().isEmpty();
    }

    /** True if an image is in this repository already. */
    boolean isIn(ImageReference image) {
        return repository.registry().equals(image.registry())
                && repository.repository().equals(image.repository());
    }

    /** The image's names there, one for each tag. */
    public List<ImageReference> names() {
        return tags.names().stream().map(repository::withTag).toList();
    }
}
