package dev.lapstrake.root.apt;

import dev.lapstrake.oci.Digest;
import java.util.List;
import java.util.Map;

/**
 * A package that may be chosen.
 *
 * @param depends what it needs: clauses of alternatives
 * @param provides what else it counts as
 */
record Candidate(DebianPackage origin, List<List<Dependency>> depends, List<Dependency> provides) {
    static Candidate of(String archive, Map<String, String> fields) {
        String both = fields.getOrDefault("pre-depends", "") + "," + fields.getOrDefault("depends", "");
        DebianPackage origin = new DebianPackage(
                fields.getOrDefault("package", ""),
                new Version(fields.getOrDefault("version", "")),
                fields.getOrDefault("architecture", ""),
                archive,
                fields.getOrDefault("filename", ""),
                Long.parseLong(fields.getOrDefault("size", "")),
                new Digest(fields.getOrDefault("sha256", "")));
        List<Dependency> provides = Dependency.parse(fields.getOrDefault("provides", "")).stream()
                .flatMap(List::stream)
                .toList();
        return new Candidate(origin, Dependency.parse(both), provides);
    }

    String name() {
        return origin.name();
    }

    boolean meets(Dependency wanted) {
        return (wanted.name().equals(name()) && wanted.accepts(origin.version()))
                || provides.stream().anyMatch(wanted::isMetBy);
    }
}
