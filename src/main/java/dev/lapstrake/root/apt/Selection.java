package dev.lapstrake.root.apt;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The packages that are chosen, one version of each, and the choice that each comes from. */
final class Selection {
    /** The level of what no choice can change; choices count from one. */
    static final int FIXED = 0;

    private final Set<String> given;
    private final Map<String, Chosen> chosen = new HashMap<>();
    private final Set<Candidate> providing = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Chosen(Candidate candidate, int level) {}

    /**
     * @param given names that count as there
     */
    Selection(Set<String> given) {
        this.given = Set.copyOf(given);
    }

    Optional<Candidate> find(String name) {
        return Optional.ofNullable(chosen.get(name)).map(Chosen::candidate);
    }

    void add(Candidate candidate, int level) {
        chosen.put(candidate.name(), new Chosen(candidate, level));
        if (!candidate.provides().isEmpty()) {
            providing.add(candidate);
        }
    }

    void remove(Candidate candidate) {
        chosen.remove(candidate.name());
        providing.remove(candidate);
    }

    int level(Candidate candidate) {
        return Optional.ofNullable(chosen.get(candidate.name()))
                .map(Chosen::level)
                .orElse(FIXED);
    }

    /** Keeps all that is chosen now, whatever comes. */
    void fix() {
        chosen.replaceAll((name, one) -> new Chosen(one.candidate, FIXED));
    }

    /** What is asked for by its name is chosen even if it is given, but then nothing that it needs. */
    boolean meets(Need need) {
        return need.cause().isEmpty()
                ? chosen.containsKey(need.name())
                : need.clause().stream().anyMatch(wanted -> given.contains(wanted.name()) || meets(wanted));
    }

    private boolean meets(Dependency wanted) {
        Chosen named = chosen.get(wanted.name());
        return (named != null && named.candidate.meets(wanted))
                || providing.stream().anyMatch(candidate -> candidate.meets(wanted));
    }

    List<Need> needs(Candidate candidate, Need reason) {
        return given.contains(candidate.name()) ? List.of() : reason.of(candidate);
    }

    /** All that is chosen, by name. */
    SortedMap<String, DebianPackage> packages() {
        SortedMap<String, DebianPackage> packages = new TreeMap<>();
        chosen.forEach((name, one) -> packages.put(name, one.candidate.origin()));
        return packages;
    }
}
