package dev.lapstrake.root.apt;

import dev.lapstrake.root.apt.Choice.Obstacle;
import dev.lapstrake.root.apt.Choice.Open;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Searches for packages that meet all needs, depth first. Where a need can't be met, the search goes back to the last
 * choice that has to do with it, and tries none of those between again; a package that can't be had under any choice is
 * not looked at again either (conflict-directed backjumping). What can still take exponential time is cut off.
 */
final class Search {
    private static final int MOST_CANDIDATES = 20_000;

    private final PackageIndex index;
    private final Selection selection;
    private final Map<DebianPackage, Obstacle> hopeless = new HashMap<>();
    private final Deque<Choice> choices = new ArrayDeque<>();
    private int looked;

    Search(PackageIndex index, Selection selection) {
        this.index = index;
        this.selection = selection;
    }

    /** Chooses what is asked for and all that it needs; gives what is in the way if that can't be. */
    Optional<Obstacle> run(List<Need> wishes) {
        Optional<Open> open = unmet(Open.before(Optional.empty(), wishes));
        while (open.isPresent()) {
            choices.push(new Choice(open.get(), candidates(open.get().need())));
            Optional<Obstacle> obstacle = advance();
            if (obstacle.isPresent()) {
                return obstacle;
            }
            Choice top = choices.getFirst();
            List<Need> needs = selection.needs(top.current().orElseThrow(), top.need());
            open = unmet(Open.before(top.open().rest(), needs));
        }
        choices.clear();
        selection.fix();
        return Optional.empty();
    }

    /** The user gets what was asked for by its name, and in its newest version. */
    private Iterator<Candidate> candidates(Need need) {
        return need.cause().isEmpty()
                ? index.find(need.name()).stream().iterator()
                : need.clause().stream()
                        .flatMap(wanted -> index.candidates(wanted).stream())
                        .iterator();
    }

    private Optional<Open> unmet(Optional<Open> needs) {
        Optional<Open> at = needs;
        while (at.isPresent() && selection.meets(at.get().need())) {
            at = at.get().rest();
        }
        return at;
    }

    /** Takes the next candidate of the last choice that has one; gives what is in the way if none has. */
    private Optional<Obstacle> advance() {
        while (true) {
            Choice top = choices.getFirst();
            drop(top);
            Optional<Candidate> next = next(top);
            if (next.isPresent()) {
                top.take(next);
                selection.add(next.get(), choices.size());
                return Optional.empty();
            }
            goBack(choices.pop());
            if (choices.isEmpty()) {
                return Optional.of(top.obstacle());
            }
        }
    }

    private void drop(Choice choice) {
        choice.current().ifPresent(selection::remove);
        choice.take(Optional.empty());
    }

    private Optional<Candidate> next(Choice choice) {
        while (looked < MOST_CANDIDATES && choice.hasNext()) {
            looked++;
            Candidate candidate = choice.next();
            Obstacle known = hopeless.get(candidate.origin());
            Optional<Candidate> other = selection.find(candidate.name());
            if (known != null) {
                choice.note(known.through(candidate, choice.need()), Set.of());
            } else if (other.isPresent()) { // in a version that does not do, or the need would be met
                Obstacle taken = new Obstacle(choice.need(), other.map(Candidate::origin));
                choice.note(taken, Set.of(selection.level(other.get())));
            } else {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Undoes all choices after the last one that has to do with it that another has no candidate left. */
    private void goBack(Choice failed) {
        Optional<Candidate> owner = failed.need().cause().map(Need.Cause::owner);
        Set<Integer> culprits = failed.culprits();
        owner.ifPresent(candidate -> culprits.add(selection.level(candidate)));
        culprits.remove(Selection.FIXED);
        owner.filter(candidate -> culprits.equals(Set.of(selection.level(candidate))))
                .ifPresent(candidate -> hopeless.put(candidate.origin(), failed.obstacle()));
        int last = culprits.isEmpty() ? Selection.FIXED : Collections.max(culprits);
        while (choices.size() > last) {
            drop(choices.pop());
        }
        if (!choices.isEmpty()) {
            culprits.remove(last);
            choices.getFirst().note(failed.obstacle(), culprits);
        }
    }
}
