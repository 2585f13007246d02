package dev.lapstrake.root;

import dev.lapstrake.root.apt.DebianPackage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The packages that a root is made of.
 *
 * @param packages in the order in which one's files are laid over another's
 */
record RootPlan(List<Planned> packages) {
    /** Why a package is in, which decides how much of it. */
    enum Role {
        /** Every root has it: what {@link BasePackages} lists, and libraries as needed. */
        BASE,
        /** The user named it: all of it. */
        NAMED,
        /** What the user named depends on it: libraries as needed, or all of it if there is nothing compiled in it. */
        DEPENDENCY,
        /** The files of it that something asks for, without what it depends on. */
        PART,
        /** The runtime needs it: libraries as needed. */
        LIBRARY
    }

    record Planned(Role role, DebianPackage origin) {}

    RootPlan {
        packages = List.copyOf(packages);
    }

    /** The plan as lines of text, which {@link #parse} reads. */
    String text() {
        return packages.stream()
                .map(planned -> planned.role() + " " + planned.origin().line())
                .collect(Collectors.joining("\n"));
    }

    /**
     * @throws IllegalArgumentException if the text was not made by {@link #text}
     */
    static RootPlan parse(String text) {
        return new RootPlan(text.lines().map(RootPlan::planned).toList());
    }

    private static Planned planned(String line) {
        String[] parts = line.split(" ", 2);
        return new Planned(Role.valueOf(parts[0]), DebianPackage.parse(parts[1]));
    }
}
