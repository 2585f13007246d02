package dev.lapstrake.problem;

import org.jspecify.annotations.Nullable;

/** Ends a build for a reason that the user can mend. Mistakes of the program itself stay unchecked exceptions. */
public final class BuildException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    BuildException(Problem problem, @Nullable Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
