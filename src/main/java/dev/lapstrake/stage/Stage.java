package dev.lapstrake.stage;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One step of a build: turns its inputs into one finished tree.
 *
 * <p>A stage is deterministic: equal keys give byte-for-byte equal trees. It writes only below the scratch folder that
 * it is given, so stages that do not depend on each other may run side by side.
 */
public interface Stage {
    /** What the user calls it: {@code root}, {@code runtime}, or a declared name. */
    String name();

    /** Covers everything that can change the result, and nothing else; cheap to compute. */
    StageKey key() throws IOException, BuildException;

    /**
     * Makes the tree. Its contents may lie in the scratch folder, which lives until the tree is stored.
     *
     * @param scratch an empty folder, deleted afterwards
     */
    StageOutput run(Path scratch) throws IOException, BuildException;
}
