package dev.lapstrake.declared;

import dev.lapstrake.files.Patterns;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the commands of a stage are to leave behind.
 *
 * @param stage its name, for errors
 */
record CommandOutputs(String stage, Patterns patterns) {
    Tree collect(Path folder) throws IOException, BuildException {
        Tree tree = patterns.select(folder);
        List<String> unmatched = patterns.unmatched(tree.entries().keySet().stream());
        if (tree.isEmpty() || !unmatched.isEmpty()) {
            throw new Problem(
                            "output-missing",
                            "<outputs> of the stage '" + stage + "' matches nothing that its commands left behind.",
                            unmatched.isEmpty() ? "nothing at all" : String.join(", ", unmatched),
                            "write the path, from the stage's <directory>, of what the commands make")
                    .exception();
        }
        InnerLinks.check(stage, tree);
        return tree.withParents();
    }
}
