package dev.lapstrake.lock;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is to be raised of a lock.
 *
 * @param names of packages, of what they were built from, or of images
 * @param all true to raise everything
 */
public record LockUpdate(Set<String> names, boolean all) {
    public static final LockUpdate NONE = new LockUpdate(Set.of(), false);

    public LockUpdate {
        names = Set.copyOf(names);
    }

    /** Reads names between commas, or {@code all}. */
    public static LockUpdate of(String text) {
        Set<String> names = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return new LockUpdate(names, names.contains("all"));
    }

    boolean raises(LockedPackage locked) {
        return all
                || names.contains(locked.name())
                || names.contains(locked.source().name());
    }

    boolean raises(String image) {
        return all || names.contains(image);
    }

    /** Fails if a name is of nothing in a lock, since it may be misspelt. */
    public void check(Lock lock) throws BuildException {
        Set<String> unknown = new TreeSet<>(names);
        unknown.remove("all");
        lock.platforms().forEach(platform -> unknown.removeAll(platform.images().keySet()));
        lock.suites().stream()
                .flatMap(suite -> suite.packages().values().stream())
                .forEach(locked -> {
                    unknown.remove(locked.name());
                    unknown.remove(locked.source().name());
                });
        if (!unknown.isEmpty()) {
            throw new Problem(
                            "lock-update-unknown",
                            "-Dlapstrake.lock.update names nothing that lapstrake.lock has.",
                            String.join(", ", unknown),
                            "write names of packages, of source packages or of images as the lock has them, with"
                                    + " commas between, or 'all'")
                    .exception();
        }
    }
}
