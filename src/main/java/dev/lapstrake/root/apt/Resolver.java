package dev.lapstrake.root.apt;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.Choice.Obstacle;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Finds the packages that a wish comes to: for each dependency what was chosen already, or else the first alternative
 * that works out. Conflicts are not looked at, since nothing is installed: files are taken out of the packages.
 */
public final class Resolver {
    private final PackageIndex index;
    private final Selection selection;
    private final Search search;

    /**
     * @param given names that count as there, in whatever version: nothing is chosen for them
     */
    public Resolver(PackageIndex index, Set<String> given) {
        this.index = index;
        this.selection = new Selection(given);
        this.search = new Search(index, selection);
    }

    /**
     * Chooses packages and all that they depend on, beside what was chosen before. Those that are asked for are chosen
     * even if they are given, but then without what they depend on.
     *
     * @return all that is chosen, by name
     */
    public SortedMap<String, DebianPackage> choose(Collection<String> names) throws BuildException {
        try {
            for (String name : names) {
                if (!index.has(name)) {
                    throw unknown(name).exception();
                }
            }
            Optional<Obstacle> obstacle =
                    search.run(names.stream().map(Need::wish).toList());
            if (obstacle.isPresent()) {
                throw unsatisfiable(obstacle.get()).exception();
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e).exception(e);
        }
        return selection.packages();
    }

    private Problem unknown(String name) {
        String providers = index.providers(Dependency.on(name)).stream()
                .map(Candidate::name)
                .distinct()
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

    private static Problem unsatisfiable(Obstacle obstacle) {
        String top = obstacle.need().top();
        String taken = obstacle.taken()
                .map(other -> ", but " + other.name() + " " + other.version() + " is needed as well")
                .orElse("");
        return new Problem(
                "package-unsatisfiable",
                "<packages>: '" + top + "' needs what the Debian suite does not have.",
                obstacle.need().path() + taken,
                "leave '" + top + "' out, or use a <suite> or <mirror> that has all of it");
    }

    private static Problem malformed(IllegalArgumentException failure) {
        return new Problem(
                "archive-malformed",
                "The index of a Debian archive lists a package in a way that makes no sense.",
                String.valueOf(failure.getMessage()),
                "use another <mirror>");
    }
}
