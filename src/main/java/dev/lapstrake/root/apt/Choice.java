package dev.lapstrake.root.apt;

import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A need that is being met by one candidate after the other, and what was in the way of those before. */
final class Choice {
    private final Open open;
    private final Iterator<Candidate> candidates;
    private final Set<Integer> culprits = new TreeSet<>();
    private Optional<Candidate> current = Optional.empty();
    private Optional<Obstacle> obstacle = Optional.empty();

    /** Needs that are open, the next first; they share their ends. */
    record Open(Need need, Optional<Open> rest) {
        static Optional<Open> before(Optional<Open> rest, List<Need> needs) {
            Optional<Open> all = rest;
            for (ListIterator<Need> each = needs.listIterator(needs.size()); each.hasPrevious(); ) {
                all = Optional.of(new Open(each.previous(), all));
            }
            return all;
        }
    }

    /**
     * Why a need can't be met.
     *
     * @param taken the version that others need in its place; empty if there is nothing at all that would do
     */
    record Obstacle(Need need, Optional<DebianPackage> taken) {
        /** The same, of a package that is now wanted for another need than when it was found. */
        Obstacle through(Candidate candidate, Need wanted) {
            return new Obstacle(need.through(candidate, wanted), taken);
        }
    }

    Choice(Open open, Iterator<Candidate> candidates) {
        this.open = open;
        this.candidates = candidates;
    }

    Open open() {
        return open;
    }

    Need need() {
        return open.need();
    }

    boolean hasNext() {
        return candidates.hasNext();
    }

    Candidate next() {
        return candidates.next();
    }

    Optional<Candidate> current() {
        return current;
    }

    void take(Optional<Candidate> candidate) {
        current = candidate;
    }

    /** Notes what is in the way of a candidate, and the choices that another outcome might come from. */
    void note(Obstacle found, Set<Integer> levels) {
        obstacle = obstacle.or(() -> Optional.of(found));
        culprits.addAll(levels);
    }

    Obstacle obstacle() {
        return obstacle.orElseGet(() -> new Obstacle(need(), Optional.empty()));
    }

    /** The earlier choices that have to do with it that no candidate is left. */
    Set<Integer> culprits() {
        return new TreeSet<>(culprits);
    }
}
