package dev.lapstrake.publish;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which image of a registry is to be had where else.
 *
 * @param from the image; it has a tag or a digest, and the digest counts if it has both
 * @param to repositories, each once, with the tags that the image gets there; none if only its digest will name it
 */
public record PromotionRequest(ImageReference from, Map<ImageReference, List<String>> to) {
    /**
     * Reads names as a user writes them.
     *
     * @param to whole names, and tags alone, which are of the repository before them, or of that of the image
     */
    public static PromotionRequest parse(Optional<String> from, List<String> to) throws BuildException {
        ImageReference source = ImageReference.parse(from.orElseThrow(() -> missing("from")), "from");
        if (source.tag() == null && source.digest() == null) {
            throw new Problem(
                            "promotion-source-unclear",
                            "<from> names a repository and no image of it.",
                            source.toString(),
                            "write its tag or, which no push can change, its digest: " + source.withTag("1.4.2"))
                    .exception();
        }
        if (to.isEmpty()) {
            throw missing("to");
        }
        return new PromotionRequest(source, targets(source, to));
    }

    private static Map<ImageReference, List<String>> targets(ImageReference source, List<String> to)
            throws BuildException {
        Map<ImageReference, List<String>> targets = new LinkedHashMap<>();
        ImageReference repository = repository(source);
        for (String text : to) {
            Optional<String> tag = Optional.of(text.strip()).filter(ImageReference::isTag);
            if (tag.isEmpty()) {
                ImageReference name = ImageReference.parse(text, "to");
                checkHasNoDigest(name);
                repository = repository(name);
                tag = Optional.ofNullable(name.tag()).or(() -> Optional.ofNullable(source.tag()));
            }
            List<String> tags = targets.computeIfAbsent(repository, unknown -> new ArrayList<>());
            tag.stream().filter(added -> !tags.contains(added)).forEach(tags::add);
        }
        return targets;
    }

    private static void checkHasNoDigest(ImageReference name) throws BuildException {
        if (name.digest() != null) {
            throw new Problem(
                            "image-name-with-digest",
                            "<to> has a digest, but the image keeps the one that it has.",
                            name.toString(),
                            "leave it out: " + name.withoutDigest())
                    .exception();
        }
    }

    private static ImageReference repository(ImageReference name) {
        return new ImageReference(name.registry(), name.repository(), null, null);
    }

    private static BuildException missing(String element) {
        return Problem.of(
                        "promotion-unclear",
                        "There is no <" + element + ">, so there is no telling what to promote.",
                        "write the image and its new names: -Dlapstrake.promote.from=registry.example.com/team/app:1.4.2"
                                + " -Dlapstrake.promote.to=stable,registry.example.org/team/app:1.4.2")
                .exception();
    }

    /** All that the image will be called by a tag, repository by repository. */
    public Stream<ImageReference> names() {
        return to.entrySet().stream()
                .flatMap(target -> target.getValue().stream().map(target.getKey()::withTag));
    }
}
