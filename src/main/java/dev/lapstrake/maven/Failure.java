package dev.lapstrake.maven;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Ends a goal the way that Maven shows best. */
final class Failure {
    private Failure() {}

    /**
     * The problem's own words and nothing else: Maven puts the messages of causes behind those of an exception. With
     * {@code -e} the cause is there all the same.
     */
    static MojoExecutionException of(BuildException problem) {
        MojoExecutionException failure = new MojoExecutionException(
                Optional.ofNullable(problem.getMessage()).orElse(""));
        failure.addSuppressed(problem);
        return failure;
    }

    /** Nothing hindered the goal, and what it was to judge is not as it should be: Maven tells the two apart. */
    static MojoFailureException ofWhatWasJudged(Problem problem) {
        return new MojoFailureException(problem.text());
    }
}
