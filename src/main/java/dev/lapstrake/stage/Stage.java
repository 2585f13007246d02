package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One step of a build: turns finished inputs into one finished tree.
 *
 * <p>A stage is deterministic: equal keys give byte-for-byte equal trees. It writes only below the scratch folder that
 * it is given, so stages that do not depend on each other may run side by side.
 */
public interface Stage {
    /** What the user calls it: {@code root}, {@code runtime}, or a declared name. No two stages of a build share one. */
    String name();

    /** The stages whose results it reads. */
    default List<Stage> inputs() {
        return List.of();
    }

    /** Covers everything that can change the result, and nothing else; cheap to compute. */
    CacheKey key(StageInputs inputs) throws IOException, BuildException;

    /** True if facts are such as the stage gives: those of a result from a registry may be anybody's. */
    default boolean accepts(Map<String, String> facts) {
        return true;
    }

    /**
     * Makes the tree. Its contents may lie in the scratch folder, which lives until the tree is stored.
     *
     * @param inputs the results of {@link #inputs()}
     * @param scratch an empty folder, deleted afterwards
     */
    StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException;
}
