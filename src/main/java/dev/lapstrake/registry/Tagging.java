package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives an image its tags, in one repository or in several, one tag after the other: where one of them can't be set, the
 * error says which are.
 */
public final class Tagging {
    private final Descriptor image;
    private final Content content;
    private final List<String> given = new ArrayList<>();

    /**
     * @param content the bytes of the image's manifest or index
     */
    public Tagging(Descriptor image, Content content) {
        this.image = image;
        this.content = content;
    }

    /**
     * Gives tags to the image, which is in the repository.
     *
     * @param selectors which of them; those that must not move are looked at once more before
     */
    public void give(List<String> selectors, TagChoice choice, Repository repository)
            throws IOException, BuildException {
        Optional<BuildException> refusal = giveWhole(selectors, choice, repository);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    /**
     * Gives tags to the image.
     *
     * @param selectors tags, or the image's digest
     * @return what is wrong if the registry misses something that the image refers to
     */
    Optional<BuildException> giveWhole(List<String> selectors, TagChoice choice, Repository repository)
            throws IOException, BuildException {
        try {
            for (String selector : selectors) {
                choice.checkMoves(selector, image, repository);
                Optional<BuildException> refusal = repository.putWhole(selector, image, content);
                if (refusal.isPresent()) {
                    return refusal.map(this::told);
                }
                given.add(repository.name(selector));
            }
            return Optional.empty();
        } catch (BuildException e) {
            throw told(e);
        }
    }

    private BuildException told(BuildException failure) {
        String more = given.isEmpty() ? "No tag was set." : "Set already: " + String.join(", ", given) + ".";
        Problem problem = failure.problem();
        return new Problem(problem.id(), problem.what() + " " + more, problem.found(), problem.fix())
                .exception(failure);
    }
}
