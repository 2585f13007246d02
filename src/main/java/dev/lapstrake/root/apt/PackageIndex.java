package dev.lapstrake.root.apt;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every package of a suite, in its newest version. There are some seventy thousand, of which a few are ever looked at;
 * so each is kept as the few lines that matter, and read when it is asked for.
 */
public final class PackageIndex {
    private static final Set<String> FIELDS = Set.of(
            "package", "version", "architecture", "pre-depends", "depends", "provides", "filename", "size", "sha256");

    private final Map<String, Listing> newest = new HashMap<>();

    /** A paragraph of an index, without what does not matter. */
    private record Listing(String archive, String paragraph) {
        Candidate candidate() {
            return Candidate.of(archive, fields());
        }

        Map<String, String> fields() {
            try {
                return Paragraphs.of(paragraph).next().orElse(Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e); // a string can always be read
            }
        }

        boolean isOlderThan(String version) {
            return new Version(fields().getOrDefault("version", "")).compareTo(new Version(version)) < 0;
        }
    }

    /** Adds an archive's packages, except where a version that is as new is already there. */
    void add(String archive, Reader packages) throws IOException {
        Paragraphs paragraphs = new Paragraphs(packages, FIELDS);
        for (Optional<Map<String, String>> next = paragraphs.next(); next.isPresent(); next = paragraphs.next()) {
            Map<String, String> fields = next.get();
            String name = fields.getOrDefault("package", "");
            Listing present = newest.get(name);
            if (present == null || present.isOlderThan(fields.getOrDefault("version", ""))) {
                newest.put(name, new Listing(archive, paragraph(fields)));
            }
        }
    }

    /** Adds a package, whatever other version of it is there. */
    void pin(String archive, Map<String, String> fields) {
        Map<String, String> wanted = new HashMap<>(fields);
        wanted.keySet().retainAll(FIELDS);
        newest.put(fields.getOrDefault("package", ""), new Listing(archive, paragraph(wanted)));
    }

    /** Adds packages, whatever other versions of them are there. */
    void pinAll(PackageIndex others) {
        newest.putAll(others.newest);
    }

    private static String paragraph(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue().replace("\n", " "))
                .collect(Collectors.joining("\n"));
    }

    public boolean has(String name) {
        return newest.containsKey(name);
    }

    /** A package in its newest version. */
    public Optional<DebianPackage> origin(String name) {
        return find(name).map(Candidate::origin);
    }

    /** The names that match a regular expression, in their order. */
    public List<String> names(String pattern) {
        return newest.keySet().stream()
                .filter(name -> name.matches(pattern))
                .sorted()
                .toList();
    }

    Optional<Candidate> find(String name) {
        return Optional.ofNullable(newest.get(name)).map(Listing::candidate);
    }

    /** The packages that meet a dependency under another name than their own, in the order of theirs. */
    List<Candidate> providers(Dependency wanted) {
        return newest.values().stream()
                .filter(listing -> listing.paragraph().contains(wanted.name()))
                .map(Listing::candidate)
                .filter(candidate -> !candidate.name().equals(wanted.name()) && candidate.meets(wanted))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }
}
