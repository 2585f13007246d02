package dev.lapstrake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of errors have in common. */
public final class Problems {
    private Problems() {}

    /** Checks that a call ends with the problem of an id, and gives the problem. */
    public static Problem assertProblem(String id, ThrowingCallable call) {
        BuildException thrown = catchThrowableOfType(BuildException.class, call);
        assertThat(thrown).as("a build exception").isNotNull();
        assertThat(thrown.problem().id()).as(thrown.getMessage()).isEqualTo(id);
        return thrown.problem();
    }
}
