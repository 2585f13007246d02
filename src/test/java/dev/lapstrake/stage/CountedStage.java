package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A stage that makes a file out of a text, and of the files of those that it reads, and counts how often it does. */
record CountedStage(String name, String text, List<Stage> inputs, AtomicInteger runs) implements Stage {
    static final TreePath FILE = TreePath.of("file");

    @Override
    public CacheKey key(StageInputs finished) {
        CacheKey key = CacheKey.of("counted", 1).with("text", text);
        for (Stage input : inputs) {
            key = key.with(input.name(), finished.keyOf(input));
        }
        return key;
    }

    @Override
    public StageOutput run(StageInputs finished, Path scratch) throws IOException {
        runs.incrementAndGet();
        StringBuilder content = new StringBuilder(text);
        for (Stage input : inputs) {
            Entry.File file =
                    (Entry.File) finished.treeOf(input, scratch).get(FILE).orElseThrow();
            content.append(new String(file.content().bytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return StageOutput.of(Tree.EMPTY.with(FILE, Entry.file(content.toString())), Map.of("input", text));
    }
}
