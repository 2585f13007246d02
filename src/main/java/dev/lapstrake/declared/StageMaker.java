package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes stages out of declarations, whose names have been understood by then. */
public interface StageMaker {
    /**
     * @param inputs what the stage copies from others
     * @param wanted what others copy from it: empty for everything
     */
    Stage make(StageDeclaration declaration, List<StageInput> inputs, Optional<Set<TreePath>> wanted)
            throws BuildException;
}
