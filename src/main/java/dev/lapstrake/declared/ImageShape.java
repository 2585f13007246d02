package dev.lapstrake.declared;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of an image the layers of copies must mind.
 *
 * @param folders those with an owner and a mode of their own, which copying into them does not change
 */
public record ImageShape(ImagePaths paths, SortedMap<TreePath, Entry> folders) {
    public ImageShape {
        folders = Collections.unmodifiableSortedMap(new TreeMap<>(folders));
    }

    public static ImageShape of(ImagePaths paths) {
        return new ImageShape(paths, new TreeMap<>());
    }

    /** Files as a layer of the image. */
    Tree layer(Tree files) throws IOException, MalformedTreeException {
        Map<TreePath, Entry> restored = new TreeMap<>(paths.layer(files).entries());
        restored.replaceAll((path, entry) -> entry instanceof Entry.Folder ? folders.getOrDefault(path, entry) : entry);
        return Tree.of(restored);
    }
}
