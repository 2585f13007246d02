package dev.lapstrake.root;

import dev.lapstrake.root.contents.FontChoice;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Map;

/** What says where fontconfig may keep what it found out about fonts, beside the package's own settings. */
final class FontFiles {
    private static final TreePath SETTINGS = new TreePath("etc/fonts/local.conf");

    /** The folders in the package's settings can't be written to; without one, fontconfig says so on every start. */
    private static final String CACHE_IN_TMP = """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig>
              <cachedir>/tmp/fontconfig</cachedir>
            </fontconfig>
            """;

    private FontFiles() {}

    static Tree of(FontChoice fonts) {
        return fonts.packages().isEmpty() ? Tree.EMPTY : Tree.of(Map.of(SETTINGS, Entry.file(CACHE_IN_TMP)));
    }
}
