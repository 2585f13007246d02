package dev.lapstrake.maven;

import dev.lapstrake.build.ImageDebug;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints what to type to look into a running container of the image that {@code build} left in {@code target/lapstrake}: in
 * Kubernetes, with podman or Docker, with a JDK's tools, the flight recorder and a debugger. It says what works with this
 * very image, and what to add to its POM for the rest.
 */
@Mojo(name = "debug", threadSafe = true)
public final class DebugMojo extends ImageMojo {
    @Override
    void run(BuildLog log) throws BuildException {
        if (isSkippedModule()) {
            skipModule();
        } else {
            new ImageDebug(workplace()).guide().lines().forEach(getLog()::info);
        }
    }
}
