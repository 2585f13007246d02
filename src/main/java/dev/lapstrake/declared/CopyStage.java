package dev.lapstrake.declared;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A copy as a layer of the image.
 *
 * @param input the copy, and the stage that has the files
 */
record CopyStage(String name, StageInput input, ImageShape shape) implements Stage {
    private static final int VERSION = 1;

    @Override
    public List<Stage> inputs() {
        return List.of(input.from());
    }

    @Override
    public CacheKey key(StageInputs inputs) {
        CacheKey key = CacheKey.of("copy", VERSION)
                .with("stage " + input.from().name(), inputs.keyOf(input.from()))
                .with("copy", input.identity())
                .with("paths", shape.paths().name());
        return shape.folders().isEmpty()
                ? key
                : key.with("folders", shape.folders().toString());
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        Tree files = input.apply(inputs.treeOf(input.from(), scratch));
        return StageOutput.of(layer(files), Map.of("summary", input.copy().text()));
    }

    private Tree layer(Tree files) throws IOException, BuildException {
        try {
            return shape.layer(files);
        } catch (MalformedTreeException e) {
            throw new Problem(
                            "copy-malformed",
                            "<copy> takes files of the stage '" + input.from().name()
                                    + "' that have no place side by side in the image: " + e.getMessage() + ".",
                            input.copy().text(),
                            "copy a part of it")
                    .exception(e);
        }
    }
}
