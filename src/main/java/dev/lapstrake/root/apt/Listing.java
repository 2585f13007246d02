package dev.lapstrake.root.apt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A paragraph of an index, without what does not matter; what it means is read when it is asked for. */
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

    private static final String PROVIDES = "provides: ";

    static Listing of(String archive, Map<String, String> fields) {
        String paragraph = fields.entrySet().stream()
                .filter(field -> FIELDS.contains(field.getKey()))
                .map(field -> field.getKey() + ": " + field.getValue().replace("\n", " "))
                .collect(Collectors.joining("\n"));
        return new Listing(archive, paragraph);
    }

    Candidate candidate() {
        return Candidate.of(archive, fields());
    }

    Version version() {
        return new Version(fields().getOrDefault("version", ""));
    }

    /** What else than itself it counts as. */
    List<Dependency> provides() {
        return paragraph.contains(PROVIDES) ? Candidate.provides(fields()) : List.of();
    }

    private Map<String, String> fields() {
        try {
            return Paragraphs.first(paragraph);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string can always be read
        }
    }
}
