package dev.lapstrake.root.apt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A package that another needs or provides, in a version that may be bounded (Debian policy 7.1).
 *
 * @param name what can't be read is kept as a name that no package has, so it is never taken for met
 * @param qualifier an architecture, or {@code any} for whichever; empty for the depending package's own
 * @param operator {@code <<}, {@code <=}, {@code =}, {@code >=}, {@code >>}; empty if any version will do
 */
record Dependency(String name, String qualifier, String operator, Version version) {
    private static final String ANY = "any";
    private static final Version NONE = new Version("");
    private static final Pattern FORM = Pattern.compile(
            "([a-z0-9][a-z0-9.+-]*)(?::([a-z0-9-]+))?\\s*(?:\\(\\s*(<<|<=|=|>=|>>|<|>)\\s*([^\\s()]+)\\s*\\))?");

    /** Any version of a package of this name. */
    static Dependency on(String name) {
        return new Dependency(name, "", "", NONE);
    }

    /** Reads a field: clauses that must all be met, each by one of its alternatives. */
    static List<List<Dependency>> parse(String field) {
        List<List<Dependency>> clauses = new ArrayList<>();
        for (String clause : field.split(",", -1)) {
            List<Dependency> alternatives = Arrays.stream(clause.split("\\|", -1))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(Dependency::read)
                    .toList();
            if (!alternatives.isEmpty()) {
                clauses.add(alternatives);
            }
        }
        return List.copyOf(clauses);
    }

    private static Dependency read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return on("'" + text + "'");
        }
        String qualifier = matcher.group(2) == null ? "" : matcher.group(2);
        return matcher.group(3) == null
                ? new Dependency(matcher.group(1), qualifier, "", NONE)
                : new Dependency(
                        matcher.group(1), qualifier, operator(matcher.group(3)), new Version(matcher.group(4)));
    }

    /** What {@code dpkg} takes the two old operators for (deb-control(5)). */
    private static String operator(String text) {
        return text.length() == 1 && !text.equals("=") ? text + "=" : text;
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

    /** True if a package of an architecture will do; one for all architectures will do for each. */
    boolean accepts(String architecture, boolean forAny) {
        return qualifier.isEmpty()
                || (qualifier.equals(ANY)
                        ? forAny
                        : qualifier.equals(architecture) || architecture.equals(Architecture.ALL));
    }

    /** True if what another package provides will do; without a version it meets no bound (policy 7.5). */
    boolean isMetBy(Dependency provided) {
        return provided.name.equals(name)
                && (operator.isEmpty() || (provided.operator.equals("=") && accepts(provided.version)));
    }

    static String text(List<Dependency> clause) {
        return clause.stream().map(Dependency::toString).collect(Collectors.joining(" | "));
    }

    @Override
    public String toString() {
        String whole = qualifier.isEmpty() ? name : name + ":" + qualifier;
        return operator.isEmpty() ? whole : whole + " (" + operator + " " + version + ")";
    }
}
