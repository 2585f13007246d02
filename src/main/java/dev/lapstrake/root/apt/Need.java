package dev.lapstrake.root.apt;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A clause that must be met, and why.
 *
 * @param cause empty for what the user asks for
 */
record Need(List<Dependency> clause, Optional<Cause> cause) {
    /** A package whose clause it is, and what that package was chosen for. */
    record Cause(Candidate owner, Need reason) {}

    /** What the user asks for. */
    static Need wish(String name) {
        return new Need(List.of(Dependency.on(name)), Optional.empty());
    }

    private static Need of(List<Dependency> clause, Candidate owner, Need reason) {
        return new Need(clause, Optional.of(new Cause(owner, reason)));
    }

    /** The name of what is needed, where there is one alternative only. */
    String name() {
        return clause.get(0).name();
    }

    /**
     * What a package needs that is chosen for this: first what there is no choice of, as apt does, since that may settle
     * the rest.
     */
    List<Need> of(Candidate chosen) {
        return chosen.depends().stream()
                .sorted(Comparator.comparing(clause -> clause.size() > 1))
                .map(clause -> of(clause, chosen, this))
                .toList();
    }

    /** The same, where a package on the way here is wanted for another need than when this was found. */
    Need through(Candidate candidate, Need wanted) {
        Deque<Need> below = new ArrayDeque<>();
        Need at = this;
        while (at.cause.isPresent() && !at.cause.get().owner().equals(candidate)) {
            below.push(at);
            at = at.cause.get().reason();
        }
        Need moved = at.cause.isPresent() ? of(at.clause, candidate, wanted) : at;
        for (Need need : below) {
            moved = of(need.clause, need.cause.orElseThrow().owner(), moved);
        }
        return moved;
    }

    /** The packages that lead here, the user's own first; then what is needed. */
    String path() {
        Deque<String> names = new ArrayDeque<>(List.of(Dependency.text(clause)));
        for (Optional<Cause> at = cause; at.isPresent(); at = at.get().reason().cause) {
            names.addFirst(at.get().owner().name());
        }
        return String.join(" -> ", names);
    }

    /** The name that the user wrote. */
    String top() {
        Need at = this;
        while (at.cause.isPresent()) {
            at = at.cause.get().reason();
        }
        return at.name();
    }
}
