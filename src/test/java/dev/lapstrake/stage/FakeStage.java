package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A stage whose key is made of a value and the keys of what it reads. */
record FakeStage(String name, String value, boolean readsFacts, List<Stage> inputs) implements Stage {
    static FakeStage of(String name, String value, Stage... inputs) {
        return new FakeStage(name, value, false, List.of(inputs));
    }

    /** A stage whose key depends on what its input has made. */
    static FakeStage measured(String name, Stage input) {
        return new FakeStage(name, "", true, List.of(input));
    }

    @Override
    public CacheKey key(StageInputs results) {
        CacheKey key = CacheKey.of("fake", 1).with("value", value);
        for (Stage input : inputs) {
            key = readsFacts
                    ? key.with("fact", results.of(input).fact("value"))
                    : key.with("stage " + input.name(), results.keyOf(input));
        }
        return key;
    }

    @Override
    public StageOutput run(StageInputs results, Path scratch) {
        return StageOutput.of(Tree.EMPTY.with(TreePath.of(name), Entry.file(value)), Map.of("value", value));
    }
}
