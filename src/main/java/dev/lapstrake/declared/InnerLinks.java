package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Map;

/**
 * Links that stay among the files of a stage. Those that lead out of them mean one place on the build machine and
 * another in the image.
 */
final class InnerLinks {
    private InnerLinks() {}

    static void check(String stage, Tree tree) throws BuildException {
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            if (entry.getValue() instanceof Entry.Link link && !stays(tree, entry.getKey(), link.target())) {
                throw new Problem(
                                "stage-link-leaves",
                                "A link in the stage '" + stage + "' leads out of its folder.",
                                entry.getKey() + " → " + link.target(),
                                "let it lead to a file of the stage, by a relative path, or leave it out")
                        .exception();
            }
        }
    }

    private static boolean stays(Tree tree, TreePath path, String target) {
        return !target.startsWith("/") && !Links.leaves(tree, path, target);
    }
}
