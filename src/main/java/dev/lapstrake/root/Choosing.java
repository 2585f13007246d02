package dev.lapstrake.root;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Packages that are chosen when they are first asked for, and only once, so that all of a stage speaks of the same. */
final class Choosing {
    /** Chooses packages. */
    interface Choice {
        ChosenPackages make() throws IOException, BuildException;
    }

    private final Choice choice;
    private @Nullable ChosenPackages chosen;

    Choosing(Choice choice) {
        this.choice = choice;
    }

    synchronized ChosenPackages chosen() throws IOException, BuildException {
        if (chosen == null) {
            chosen = choice.make();
        }
        return chosen;
    }
}
