package dev.lapstrake.declared;

import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.files.FolderState;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.FolderWriter;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that the commands of a stage are to see.
 *
 * @param stage its name, for errors
 */
record CommandInputs(String stage, StageDeclaration.Commands commands, FolderFiles files) {
    FolderState read() throws IOException, BuildException {
        if (!Files.isDirectory(commands.directory())) {
            throw new Problem(
                            "stage-directory-missing",
                            "<directory> of the stage '" + stage + "' is no folder.",
                            commands.directory().toString(),
                            "write the path of a folder, from the project's own")
                    .exception();
        }
        return files.read(commands.directory(), commands.inputs());
    }

    /**
     * Copies the files, and what other stages hand over, into a folder. What was known of the files must still be true
     * when all is there, since the stage's key was made of it.
     */
    void lay(FolderState known, Handover handover, Path folder) throws IOException, BuildException {
        Tree tree = handover.over(known.tree());
        InnerLinks.check(stage, tree);
        FolderWriter.write(tree, folder);
        if (!read().states().equals(known.states())) {
            throw new IOException("the files in " + commands.directory() + " changed while they were copied");
        }
    }
}
