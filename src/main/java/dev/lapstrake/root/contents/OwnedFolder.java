package dev.lapstrake.root.contents;

import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.util.Locale;

/** A folder that belongs to somebody. */
public record OwnedFolder(TreePath path, int user, int group, int mode) {
    public Entry.Folder entry() {
        return new Entry.Folder(Attributes.FOLDER.withMode(mode).ownedBy(user, group));
    }

    String text() {
        return String.format(Locale.ROOT, "%s %d:%d %04o", path.absolute(), user, group, mode);
    }
}
