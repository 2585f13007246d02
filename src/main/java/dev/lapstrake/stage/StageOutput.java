package dev.lapstrake.stage;

import dev.lapstrake.tree.Tree;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stage hands over.
 *
 * @param facts what later steps want to know without reading the tree, such as the packages that are in it; kept with
 *     the result, so they are as good as their key
 */
public record StageOutput(Tree tree, SortedMap<String, String> facts) {
    public StageOutput {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    public static StageOutput of(Tree tree, Map<String, String> facts) {
        return new StageOutput(tree, new TreeMap<>(facts));
    }
}
