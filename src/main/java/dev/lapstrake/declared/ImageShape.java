package dev.lapstrake.declared;

import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of an image the layers of copies must mind.
 *
 * @param accounts who is known in it, and the folders with an owner and a mode of their own, which copying into them does
 *     not change
 */
public record ImageShape(ImagePaths paths, Accounts accounts) {
    public static ImageShape of(ImagePaths paths) {
        return new ImageShape(paths, Accounts.NONE);
    }

    Names names() {
        return accounts.names();
    }

    SortedMap<TreePath, Entry> folders() {
        return accounts.entries();
    }

    /** Files as a layer of the image. */
    Tree layer(Tree files) throws IOException, MalformedTreeException {
        Map<TreePath, Entry> folders = folders();
        Map<TreePath, Entry> restored = new TreeMap<>(paths.layer(files).entries());
        restored.replaceAll((path, entry) -> entry instanceof Entry.Folder ? folders.getOrDefault(path, entry) : entry);
        return Tree.of(restored);
    }
}
