package dev.lapstrake.root.apt;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the packages that a wish comes to: for each dependency what was chosen already, or else the first alternative
 * that works out. Conflicts are not looked at, since nothing is installed: files are taken out of the packages.
 */
public final class Resolver {
    private final PackageIndex index;
    private final Set<String> given;
    private final Map<String, Candidate> chosen = new LinkedHashMap<>();

    /**
     * @param given names that count as there, in whatever version: nothing is chosen for them
     */
    public Resolver(PackageIndex index, Set<String> given) {
        this.index = index;
        this.given = Set.copyOf(given);
    }

    /**
     * Chooses packages and all that they depend on, beside what was chosen before. Those that are asked for are chosen
     * even if they are given, but then without what they depend on.
     *
     * @return all that is chosen, by name
     */
    public SortedMap<String, DebianPackage> choose(Collection<String> names) throws BuildException {
        for (String name : names) {
            Optional<Problem> failure = take(candidate(name), List.of());
            if (failure.isPresent()) {
                throw failure.get().exception();
            }
        }
        SortedMap<String, DebianPackage> packages = new TreeMap<>();
        chosen.forEach((name, candidate) -> packages.put(name, candidate.origin()));
        return packages;
    }

    private Candidate candidate(String name) throws BuildException {
        return index.find(name).orElseThrow(() -> unknown(name).exception());
    }

    private Problem unknown(String name) {
        String providers = index.providers(new Dependency(name, "", new Version(""))).stream()
                .map(Candidate::name)
                .limit(5)
                .collect(Collectors.joining(", "));
        return new Problem(
                "package-unknown",
                "<packages> or <fonts> name a package that the Debian suite does not have.",
                name,
                providers.isEmpty()
                        ? "look the name up at packages.debian.org, and mind that it may differ between suites"
                        : "name one that provides it: " + providers);
    }

    /** What stands in the way of choosing a package; nothing if it and all that it needs is chosen. */
    private Optional<Problem> take(Candidate candidate, List<String> trail) {
        if (chosen.putIfAbsent(candidate.name(), candidate) != null || given.contains(candidate.name())) {
            return Optional.empty();
        }
        List<String> here =
                Stream.concat(trail.stream(), Stream.of(candidate.name())).toList();
        for (List<Dependency> clause : candidate.depends()) {
            Optional<Problem> failure = isMet(clause) ? Optional.empty() : meet(clause, here);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private boolean isMet(List<Dependency> clause) {
        return clause.stream()
                .anyMatch(wanted -> given.contains(wanted.name())
                        || chosen.values().stream().anyMatch(candidate -> candidate.meets(wanted)));
    }

    private Optional<Problem> meet(List<Dependency> clause, List<String> trail) {
        Optional<Problem> first = Optional.empty();
        for (Dependency wanted : clause) {
            for (Candidate candidate : candidates(wanted)) {
                Map<String, Candidate> before = new LinkedHashMap<>(chosen);
                Optional<Problem> failure = take(candidate, trail);
                if (failure.isEmpty()) {
                    return failure;
                }
                chosen.clear();
                chosen.putAll(before);
                first = first.or(() -> failure);
            }
        }
        return first.or(() -> Optional.of(unsatisfiable(clause, trail)));
    }

    private List<Candidate> candidates(Dependency wanted) {
        Optional<Candidate> real = index.find(wanted.name()).filter(candidate -> candidate.meets(wanted));
        return real.isPresent() ? List.of(real.get()) : index.providers(wanted);
    }

    private static Problem unsatisfiable(List<Dependency> clause, List<String> trail) {
        String wanted = clause.stream().map(Dependency::toString).collect(Collectors.joining(" | "));
        return new Problem(
                "package-unsatisfiable",
                "<packages>: '" + trail.get(0) + "' needs what the Debian suite does not have.",
                String.join(" -> ", trail) + " -> " + wanted,
                "leave '" + trail.get(0) + "' out, or use a <suite> or <mirror> that has all of it");
    }
}
