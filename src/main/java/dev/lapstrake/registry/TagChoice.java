package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The tags that an image is to get.
 *
 * @param names none for an image that is known by its digest alone
 * @param fixed those that must stay another image's where they are one's
 */
public record TagChoice(List<String> names, Set<String> fixed) {
    /** An image that is known by its digest alone. */
    public static final TagChoice NONE = movable(List.of());

    public TagChoice {
        names = List.copyOf(names);
        fixed = Set.copyOf(fixed);
    }

    /** Tags that an image gets whatever had them before. */
    public static TagChoice movable(Collection<String> names) {
        return new TagChoice(List.copyOf(names), Set.of());
    }

    /** Tags each of which names one image for ever. */
    public static TagChoice fixed(Collection<String> names) {
        return new TagChoice(List.copyOf(names), Set.copyOf(names));
    }

    /** The same with other names. */
    public TagChoice renamed(UnaryOperator<String> change) {
        return new TagChoice(
                names.stream().map(change).toList(),
                fixed.stream().map(change).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * What a repository is still to be told: tags that are not the image's yet, or its digest where there are no tags.
     *
     * @throws BuildException if a tag that must not move is another image's
     */
    public List<String> missing(Descriptor image, Repository repository) throws IOException, BuildException {
        List<String> selectors = names.isEmpty() ? List.of(image.digest().toString()) : names;
        List<String> missing = new ArrayList<>();
        List<Tagged> all = SideBySide.map(selectors, tag -> tagged(tag, repository));
        for (Tagged tagged : all) {
            if (!tagged.there().equals(Optional.of(image.digest()))) {
                checkMoves(tagged, image, repository);
                missing.add(tagged.tag());
            }
        }
        Optional<Content> earlier = all.get(0).manifest();
        if (!missing.isEmpty() && earlier.isPresent()) {
            repository.learn(earlier.get());
        }
        return missing;
    }

    /**
     * What a repository has under a tag.
     *
     * @param manifest where it was asked for
     */
    private record Tagged(String tag, Optional<Digest> there, Optional<Content> manifest) {}

    /** An earlier image under the first tag is likely to be much the same: it is worth to know what that has. */
    private Tagged tagged(String selector, Repository repository) throws IOException, BuildException {
        if (names.isEmpty() || !selector.equals(names.get(0))) {
            return new Tagged(selector, repository.digestOf(selector), Optional.empty());
        }
        Optional<Content> manifest = repository.tagged(selector);
        Optional<Digest> there =
                manifest.isPresent() ? Optional.of(Digest.of(manifest.get().bytes())) : Optional.empty();
        return new Tagged(selector, there, manifest);
    }

    /**
     * Looks once more at a tag that must not move.
     *
     * @throws BuildException if it is another image's
     */
    void checkMoves(String selector, Descriptor image, Repository repository) throws IOException, BuildException {
        if (fixed.contains(selector)) {
            checkMoves(new Tagged(selector, repository.digestOf(selector), Optional.empty()), image, repository);
        }
    }

    private void checkMoves(Tagged tagged, Descriptor image, Repository repository) throws BuildException {
        Optional<Digest> other = tagged.there().filter(there -> !there.equals(image.digest()));
        if (other.isPresent() && fixed.contains(tagged.tag())) {
            throw new Problem(
                            "tag-taken",
                            "The registry has another image under this tag, and it must not move: it has " + other.get()
                                    + ", and this image is " + image.digest() + ".",
                            repository.name(tagged.tag()),
                            "write a tag that is new, or <immutableTags>false</immutableTags> to let it move")
                    .exception();
        }
    }
}
