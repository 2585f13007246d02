package dev.lapstrake.files;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of a folder at one moment.
 *
 * @param tree the files, as they would ship
 * @param digests of the content of each file
 */
public record FolderState(Tree tree, SortedMap<TreePath, Digest> digests) {
    public FolderState {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** All that counts of each entry, by its path: mode and content, or where a link leads; never a time or a place. */
    public SortedMap<String, String> states() {
        SortedMap<String, String> states = new TreeMap<>();
        tree.entries().forEach((path, entry) -> states.put(path.value(), state(path, entry)));
        return states;
    }

    private String state(TreePath path, Entry entry) {
        if (entry instanceof Entry.Link link) {
            return "link " + link.target();
        }
        return entry instanceof Entry.Folder
                ? "folder"
                : Integer.toOctalString(entry.attributes().mode()) + " " + digests.get(path);
    }
}
