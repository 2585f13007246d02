package dev.lapstrake.root;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Locale;
import java.util.Map;

/** What of a package is in a root, and what is not. */
record TrimReport(String name, Part kept, Part dropped) {
    /** Some files of a package. */
    record Part(int files, long bytes) {
        private Part and(Entry entry) {
            return new Part(
                    files + 1,
                    bytes + (entry instanceof Entry.File file ? file.content().size() : 0));
        }

        private String text() {
            return String.format(Locale.ROOT, "%d files, %,d bytes", files, bytes);
        }
    }

    static TrimReport of(Piece piece, Tree kept) {
        Part in = new Part(0, 0);
        Part out = new Part(0, 0);
        for (Map.Entry<TreePath, Entry> entry : piece.deb().tree().entries().entrySet()) {
            if (entry.getValue() instanceof Entry.Folder) {
                continue;
            }
            if (kept.get(entry.getKey()).isPresent()) {
                in = in.and(entry.getValue());
            } else {
                out = out.and(entry.getValue());
            }
        }
        return new TrimReport(piece.name(), in, out);
    }

    String text() {
        return "Trimmed " + name + ": kept " + kept.text() + "; dropped " + dropped.text();
    }
}
