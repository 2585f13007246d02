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

    /** The repositories of places. */
    public static List<ImageReference> repositories(List<PushTarget> places) {
        return places.stream().map(PushTarget::repository).toList();
    }

    /** The repositories of places; none if a tag in one of them can forbid the push once the image is known. */
    public static List<ImageReference> unguarded(List<PushTarget> places) {
        return places.stream().anyMatch(PushTarget::isGuarded) ? List.of() : repositories(places);
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
