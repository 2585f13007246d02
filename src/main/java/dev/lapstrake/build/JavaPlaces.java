package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.OwnedFolder;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;

/**
 * The places of a Java application and its runtime. Their layers bring the folders that these are in, so a root can't
 * give any of them to somebody.
 */
record JavaPlaces(Application application) {
    void check(Accounts accounts) throws BuildException {
        for (OwnedFolder folder : accounts.folders()) {
            if (isTaken(folder.path())) {
                throw Accounts.clash(
                        "<directories>, or the <home> of a user, are in the place of the application or its runtime.",
                        folder.path());
            }
        }
    }

    private boolean isTaken(TreePath path) {
        return RuntimeStage.HOME.holds(path)
                || path.holds(RuntimeStage.HOME)
                || application.layers().stream().anyMatch(layer -> isTaken(path, layer.tree()));
    }

    private static boolean isTaken(TreePath path, Tree layer) {
        return layer.entries().entrySet().stream()
                .anyMatch(entry -> path.holds(entry.getKey())
                        || (entry.getKey().holds(path) && !(entry.getValue() instanceof Entry.Folder)));
    }
}
