package dev.lapstrake.root.apt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that another needs or provides, in a version that may be bounded (Debian policy 7.1). Qualifiers such as
 * {@code :any} say nothing where there is only one architecture, and are dropped.
 *
 * @param operator {@code <<}, {@code <=}, {@code =}, {@code >=}, {@code >>}; empty if any version will do
 */
record Dependency(String name, String operator, Version version) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*([a-z0-9][a-z0-9.+-]*)(?::[a-z0-9-]+)?\\s*(?:\\(\\s*(<<|<=|=|>=|>>)\\s*([^\\s)]+)\\s*\\))?\\s*");

    /** Reads a field: clauses that must all be met, each by one of its alternatives. */
    static List<List<Dependency>> parse(String field) {
        List<List<Dependency>> clauses = new ArrayList<>();
        for (String clause : field.split(",", -1)) {
            List<Dependency> alternatives = new ArrayList<>();
            for (String alternative : clause.split("\\|", -1)) {
                Matcher matcher = FORM.matcher(alternative);
                if (matcher.matches()) {
                    alternatives.add(of(matcher));
                }
            }
            if (!alternatives.isEmpty()) {
                clauses.add(List.copyOf(alternatives));
            }
        }
        return List.copyOf(clauses);
    }

    private static Dependency of(Matcher matcher) {
        boolean bounded = matcher.group(2) != null;
        return new Dependency(
                matcher.group(1), bounded ? matcher.group(2) : "", new Version(bounded ? matcher.group(3) : ""));
    }

    /** True if a package of this name will do in a version. */
    boolean accepts(Version candidate) {
        int order = candidate.compareTo(version);
        return switch (operator) {
            case "<<" -> order < 0;
            case "<=" -> order <= 0;
            case "=" -> order == 0;
            case ">=" -> order >= 0;
            case ">>" -> order > 0;
            default -> true;
        };
    }

    /** True if what another package provides will do; without a version it meets no bound (policy 7.5). */
    boolean isMetBy(Dependency provided) {
        return provided.name.equals(name)
                && (operator.isEmpty() || (provided.operator.equals("=") && accepts(provided.version)));
    }

    @Override
    public String toString() {
        return operator.isEmpty() ? name : name + " (" + operator + " " + version + ")";
    }
}
