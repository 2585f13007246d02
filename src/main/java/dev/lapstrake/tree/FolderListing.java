package dev.lapstrake.tree;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder as a tree, with what the disk told of it.
 *
 * @param states of the files in the tree
 */
public record FolderListing(Tree tree, SortedMap<TreePath, FileState> states) {
    public FolderListing {
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    }
}
