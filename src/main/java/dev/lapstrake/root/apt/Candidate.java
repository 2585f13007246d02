package dev.lapstrake.root.apt;

import dev.lapstrake.oci.Digest;
import java.util.List;
import java.util.Map;

/**
 * A package that may be chosen.
 *
 * @param forAny true if it also serves packages of other architectures that ask for it with {@code :any}
 * @param depends what it needs: clauses of alternatives
 * @param rank how much sooner than others it is to be taken for what it provides; the least first
 * @param provides what else it counts as
 */
record Candidate(
        DebianPackage origin, boolean forAny, int rank, List<List<Dependency>> depends, List<Dependency> provides) {
    private static final List<String> PRIORITIES = List.of("required", "important", "standard", "optional", "extra");

    /**
     * @throws IllegalArgumentException if the paragraph lacks what every package has
     */
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
        boolean forAny = fields.getOrDefault("multi-arch", "").equals("allowed");
        int rank = PRIORITIES.indexOf(fields.getOrDefault("priority", "optional"));
        return new Candidate(
                origin,
                forAny,
                rank < 0 ? PRIORITIES.size() : rank,
                Dependency.parse(both),
                provides(fields.getOrDefault("provides", "")));
    }

    static List<Dependency> provides(String field) {
        return Dependency.parse(field).stream().flatMap(List::stream).toList();
    }

    String name() {
        return origin.name();
    }

    boolean meets(Dependency wanted) {
        return wanted.accepts(origin.architecture(), forAny)
                && ((wanted.name().equals(name()) && wanted.accepts(origin.version()))
                        || provides.stream().anyMatch(wanted::isMetBy));
    }
}
