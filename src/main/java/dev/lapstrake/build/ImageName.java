package dev.lapstrake.build;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an image is called.
 *
 * @param reference where it lives; its tag is the first of the tags
 * @param tags at least one
 */
public record ImageName(ImageReference reference, List<String> tags) {
    public ImageName {
        tags = List.copyOf(tags);
    }

    /**
     * Reads the name and the further tags as a user writes them.
     *
     * @param image the content of {@code <image>}
     * @param more the content of {@code <tags>}, and what {@code <tagging>} finds
     * @param otherwise the tag that it gets if it gets no other
     */
    public static ImageName parse(String image, Collection<String> more, String otherwise) throws BuildException {
        ImageReference reference = parse(image, "image");
        Set<String> tags = new LinkedHashSet<>();
        Optional.ofNullable(reference.tag()).ifPresent(tags::add);
        for (String tag : more) {
            tags.add(checkedTag(tag));
        }
        List<String> all = tags.isEmpty() ? List.of(checkedTag(otherwise)) : List.copyOf(tags);
        return new ImageName(reference.withTag(all.get(0)), all);
    }

    private static ImageReference parse(String name, String element) throws BuildException {
        ImageReference reference = ImageReference.parse(name, element);
        if (reference.digest() != null) {
            throw new Problem(
                            "image-name-with-digest",
                            "<" + element + "> has a digest, but the digest of an image is known only when it is made.",
                            name,
                            "write a tag instead: " + reference.withTag("1.0"))
                    .exception();
        }
        return reference;
    }

    /**
     * The name in another place: the same tags there, or the one that the place has itself.
     *
     * @param target the content of {@code <target>}
     */
    public ImageName at(String target) throws BuildException {
        ImageReference other = parse(target, "target");
        List<String> there = other.tag() == null ? tags : List.of(other.tag());
        return new ImageName(other.withTag(there.get(0)), there);
    }

    /** What the image beside it is called, to debug with. */
    public ImageName forDebug() {
        List<String> others = tags.stream().map(DebugChoice::tag).toList();
        return new ImageName(reference.withTag(others.get(0)), others);
    }

    private static String checkedTag(String tag) throws BuildException {
        if (!ImageReference.isTag(tag)) {
            throw new Problem(
                            "tag-malformed",
                            "<tags> has something that is no tag.",
                            tag,
                            "use up to 128 letters, digits, '_', '.' and '-', not beginning with '.' or '-', for"
                                    + " example <tag>1.4.2</tag>")
                    .exception();
        }
        return tag;
    }
}
