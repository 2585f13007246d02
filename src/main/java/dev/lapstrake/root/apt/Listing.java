package dev.lapstrake.root.apt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A paragraph of an index, without what does not matter; what it means is read when it is asked for.
 *
 * @param paragraph each field in a line of its own, before which and after which there is a line feed
 */
record Listing(String archive, String paragraph) {
    static final Set<String> FIELDS = Set.of(
            "package",
            "version",
            "architecture",
            "multi-arch",
            "priority",
            "pre-depends",
            "depends",
            "provides",
            "filename",
            "size",
            "sha256");

    static Listing of(String archive, Map<String, String> fields) {
        StringBuilder paragraph = new StringBuilder("\n");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (FIELDS.contains(field.getKey())) {
                paragraph.append(field.getKey()).append(": ");
                paragraph.append(field.getValue().replace('\n', ' ')).append('\n');
            }
        }
        return new Listing(archive, paragraph.toString());
    }

    Candidate candidate() {
        return Candidate.of(archive, fields());
    }

    String name() {
        return field("package");
    }

    Version version() {
        return new Version(field("version"));
    }

    /** What else than itself it counts as. */
    List<Dependency> provides() {
        return Candidate.provides(field("provides"));
    }

    /** One field alone, which is sooner found than all are read. */
    private String field(String name) {
        String start = '\n' + name + ": ";
        int at = paragraph.indexOf(start);
        return at < 0 ? "" : paragraph.substring(at + start.length(), paragraph.indexOf('\n', at + 1));
    }

    private Map<String, String> fields() {
        try {
            return Paragraphs.first(paragraph);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string can always be read
        }
    }
}
