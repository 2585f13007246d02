package dev.lapstrake.root;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lays files on an image as an installation would: behind the image's own links, into its own folders, and without what
 * it has already.
 *
 * @param below all files of the image
 */
record Landing(Tree below) {
    Tree layer(Tree files) throws IOException {
        Map<TreePath, Entry> landed = new TreeMap<>();
        for (Map.Entry<TreePath, Entry> entry : files.entries().entrySet()) {
            TreePath path = place(entry.getKey());
            if (!isThere(path, entry.getValue())) {
                landed.put(path, entry.getValue());
            }
        }
        Map<TreePath, Entry> complete = new TreeMap<>();
        Tree.of(landed).withParents().entries().forEach((path, entry) -> complete.put(path, folderOfBase(path, entry)));
        return Tree.of(complete);
    }

    /** A folder, or a link to one, stays whatever a package says of it. */
    private boolean isThere(TreePath path, Entry entry) throws IOException {
        if (entry instanceof Entry.Folder) {
            return Links.follow(below, path).isPresent();
        }
        Optional<Entry> present = below.get(path);
        return present.isPresent()
                && present.get().attributes().equals(entry.attributes())
                && present.get().isLike(entry);
    }

    private Entry folderOfBase(TreePath path, Entry entry) {
        return entry instanceof Entry.Folder
                ? below.get(path).filter(Entry.Folder.class::isInstance).orElse(entry)
                : entry;
    }

    private TreePath place(TreePath path) {
        return path.parent().map(parent -> folder(parent).resolve(path.name())).orElse(path);
    }

    private TreePath folder(TreePath path) {
        return Links.follow(below, path).orElseGet(() -> place(path));
    }
}
