package dev.lapstrake.app;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the project itself compiled.
 *
 * @param compiled the class files
 * @param resources all the rest
 */
record ClassesFolder(Tree compiled, Tree resources) {
    static final TreePath CLASSES = Application.HOME.resolve("classes");
    static final TreePath RESOURCES = Application.HOME.resolve("resources");

    static ClassesFolder read(Path folder) throws IOException, BuildException {
        Tree files = Files.isDirectory(folder) ? FolderReader.readFollowingLinks(folder) : Tree.EMPTY;
        Tree compiled = files.filter((path, entry) -> isClass(path, entry));
        if (compiled.isEmpty()) {
            throw new Problem(
                            "nothing-compiled",
                            "The project has no compiled classes, so there is nothing to put into an image.",
                            folder.toString(),
                            "run the goal after the compile phase, as in `mvn package lapstrake:build`, or set"
                                    + " <skip>true</skip> in modules without code")
                    .exception();
        }
        Tree resources = files.filter((path, entry) -> !(entry instanceof Entry.Folder) && !isClass(path, entry));
        return new ClassesFolder(compiled, resources);
    }

    private static boolean isClass(TreePath path, Entry entry) {
        return entry instanceof Entry.File && path.value().endsWith(".class");
    }
}
