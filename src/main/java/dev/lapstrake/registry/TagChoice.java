package dev.lapstrake.registry;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The tags that an image is to get.
 *
 * @param names none for an image that is known by its digest alone
 * @param fixed true if a tag that another image has must stay that one's
 */
public record TagChoice(List<String> names, boolean fixed) {
    public TagChoice {
        names = List.copyOf(names);
    }

    /** Tags that an image gets whatever had them before. */
    public static TagChoice movable(List<String> names) {
        return new TagChoice(names, false);
    }

    /** What a registry is asked for by these tags. */
    List<String> selectors(Digest image) {
        return names.isEmpty() ? List.of(image.toString()) : names;
    }

    /**
     * @param there what has the tag
     */
    void checkMoves(ImageReference tag, Optional<Digest> there, Digest image) throws BuildException {
        if (fixed && there.isPresent()) {
            throw new Problem(
                            "tag-taken",
                            "The registry has another image under this tag, and tags must not move: it has "
                                    + there.get() + ", and this image is " + image + ".",
                            tag.toString(),
                            "write a tag that is new, or <immutableTags>false</immutableTags> to let it move")
                    .exception();
        }
    }
}
