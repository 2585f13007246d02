package dev.lapstrake.root;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes packages down where an image has the others: in dpkg's file, so that dpkg knows of them too, or in the folder
 * of the distroless images.
 *
 * @param below all files of the image
 */
record BaseRecords(Tree below) {
    private static final Pattern FIELD = Pattern.compile("(?m)^(Package|Architecture): *(\\S+) *$");

    Tree of(RootTree.Result added) throws IOException {
        Optional<String> status = DebianBase.text(below, DebianBase.STATUS);
        if (status.isEmpty()) {
            return StatusRecords.of(added.contributors(), added.kept());
        }
        FileLists lists = new FileLists(below);
        return lists.of(added)
                .overlay(lists.hidden(added))
                .with(DebianBase.STATUS, Entry.file(status(status.get(), added)));
    }

    private String status(String before, RootTree.Result added) throws IOException {
        Architectures architectures = Architectures.of(below);
        Map<String, String> records = Arrays.stream(before.strip().split("\n{2,}", -1))
                .filter(record -> !record.isBlank())
                .collect(Collectors.toMap(
                        record -> key(record, architectures), Function.identity(), (a, b) -> b, TreeMap::new));
        for (Piece piece : added.contributors()) {
            String control = piece.deb().control().strip().replaceFirst("\n", "\nStatus: install ok installed\n");
            records.put(piece.name(), control);
        }
        return String.join("\n\n", records.values()) + "\n";
    }

    /** A package may be there for several architectures; that of the image's own goes by its name alone. */
    private static String key(String record, Architectures architectures) {
        Map<String, String> fields = FIELD.matcher(record)
                .results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2), (a, b) -> a));
        String architecture = fields.getOrDefault("Architecture", "all");
        String name = fields.getOrDefault("Package", record);
        return architectures.isForeign(architecture) ? name + ":" + architecture : name;
    }
}
