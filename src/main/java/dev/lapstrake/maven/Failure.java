package dev.lapstrake.maven;

import dev.lapstrake.problem.BuildException;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

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
}
