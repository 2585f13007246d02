package dev.lapstrake.root;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What scanners read to know which packages an image has, as the distroless images have it. */
final class StatusRecords {
    private static final TreePath FOLDER = new TreePath("var/lib/dpkg/status.d");

    private StatusRecords() {}

    /**
     * @param kept the packages' files that are in
     */
    static Tree of(List<Piece> pieces, Tree kept) {
        Map<TreePath, Entry> records = new TreeMap<>();
        for (Piece piece : pieces) {
            records.put(
                    FOLDER.resolve(piece.name()),
                    Entry.file(piece.deb().control().strip() + "\n"));
            records.put(FOLDER.resolve(piece.name() + ".md5sums"), Entry.file(md5sums(piece, kept)));
        }
        return Tree.of(records);
    }

    private static String md5sums(Piece piece, Tree kept) {
        return new TreeMap<>(piece.deb().md5sums())
                .entrySet().stream()
                        .filter(sum -> kept.get(sum.getKey()).isPresent())
                        .map(sum -> sum.getValue() + "  " + sum.getKey() + "\n")
                        .collect(Collectors.joining());
    }
}
