package dev.lapstrake.oci;

import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The digest of a tree: of each entry's path, kind, attributes and content. */
public final class TreeDigest {
    private TreeDigest() {}

    /**
     * Reads every file of the tree whose digest is not known; equal trees have equal digests, wherever their contents are
     * kept.
     */
    public static Digest of(Tree tree) throws IOException {
        StringBuilder listing = new StringBuilder();
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            Attributes attributes = entry.getValue().attributes();
            listing.append(Integer.toOctalString(attributes.mode()))
                    .append(' ')
                    .append(attributes.user())
                    .append(':')
                    .append(attributes.group())
                    .append(' ')
                    .append(attributes.modified())
                    .append(' ')
                    .append(content(entry.getValue()))
                    .append(' ')
                    .append(entry.getKey())
                    .append('\0');
        }
        return Digest.of(listing.toString());
    }

    private static String content(Entry entry) throws IOException {
        if (entry instanceof Entry.Link link) {
            return "link " + link.target();
        }
        if (entry instanceof Entry.File file) {
            if (file.content().sha256().isPresent()) {
                return file.content().sha256().get();
            }
            try (InputStream in = file.content().open()) {
                return Digest.of(in).hex();
            }
        }
        return "folder";
    }
}
