package dev.lapstrake.startup;

import dev.lapstrake.app.Application;
import dev.lapstrake.problem.BuildException;
import java.util.List;
import java.util.Map;

/**
 * What is trained.
 *
 * @param options of the JVM in the image, beside the class path
 * @param environment of the image
 * @param release of Java
 */
public record Trainee(
        Application application,
        StartupChoice choice,
        List<String> options,
        Map<String, String> environment,
        int release) {
    public Trainee {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    ArchiveKind kind() throws BuildException {
        return choice.archive(release).orElseThrow();
    }

    boolean isReproducible() throws BuildException {
        return kind().isReproducible(release);
    }
}
