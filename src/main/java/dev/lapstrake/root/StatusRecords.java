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
     * @param files all that is in, of which a package's list has what is from it
     */
    static Tree of(List<Piece> pieces, Tree files) {
        Map<TreePath, Entry> records = new TreeMap<>();
        for (Piece piece : pieces) {
            records.put(
                    FOLDER.resolve(piece.name()),
                    Entry.file(piece.deb().control().strip() + "\n"));
            records.put(FOLDER.resolve(piece.name() + ".md5sums"), Entry.file(md5sums(piece, files)));
        }
        return Tree.of(records);
    }

    /** The sums of a package's files, as it gives them, without those of files that are not in, or another's. */
    static String md5sums(Piece piece, Tree files) {
        Tree own = piece.deb().tree();
        return new TreeMap<>(piece.deb().md5sums())
                .entrySet().stream()
                        .filter(sum -> own.get(sum.getKey()).isPresent()
                                && own.get(sum.getKey()).equals(files.get(sum.getKey())))
                        .map(sum -> sum.getValue() + "  " + sum.getKey() + "\n")
                        .collect(Collectors.joining());
    }
}
