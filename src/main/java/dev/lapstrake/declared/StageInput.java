package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.root.contents.Owner;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Map;
import java.util.TreeMap;

/**
 * A copy, and the stage that it copies from.
 *
 * @param owner of all that is copied
 */
public record StageInput(Stage from, Copy copy, Owner owner) {
    /**
     * @param names who is known where the files go
     */
    public static StageInput of(Stage from, Copy copy, Names names) throws BuildException {
        return new StageInput(from, copy, names.owner(copy.settings().owner()));
    }

    /** Takes the files out of the stage's tree, puts them where they go, and gives them to the owner. */
    Tree apply(Tree tree) throws BuildException {
        Map<TreePath, Entry> owned = new TreeMap<>(copy.apply(tree).entries());
        owned.replaceAll(
                (path, entry) -> entry.withAttributes(entry.attributes().ownedBy(owner.user(), owner.group())));
        return Tree.of(owned);
    }

    /** All that the copy says, but for the name of the stage, which changes no byte. */
    String identity() {
        return copy.text()
                + " mode "
                + copy.settings().mode().map(Integer::toOctalString).orElse("kept")
                + " owner "
                + owner.user()
                + ":"
                + owner.group();
    }
}
