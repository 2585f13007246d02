package dev.lapstrake.verify;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.util.stream.Stream;

/** Nothing that anyone may change, outside of {@code /tmp}; in a sticky folder only the owner may change a file. */
final class WorldWritableRule implements Rule {
    private static final TreePath TMP = new TreePath("tmp");
    private static final int ANYONE_WRITES = 0002;
    private static final int STICKY = 01000;

    @Override
    public String id() {
        return "world-writable";
    }

    @Override
    public Stream<Violation> check(Image image) {
        return image.tree().entries().entrySet().stream()
                .filter(entry -> isOpen(entry.getValue()) && !TMP.holds(entry.getKey()))
                .map(entry -> image.violation(this, entry.getKey(), "may be changed by anyone"));
    }

    private static boolean isOpen(Entry entry) {
        int mode = entry.attributes().mode();
        boolean writable = !(entry instanceof Entry.Link) && (mode & ANYONE_WRITES) != 0;
        return writable && !(entry instanceof Entry.Folder && (mode & STICKY) != 0);
    }
}
