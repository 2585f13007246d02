package dev.lapstrake.maven;

import dev.lapstrake.problem.BuildException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Pushes the image that {@code build} left in {@code target/lapstrake} to {@code <image>}, under its tags. What the
 * registry has already is not sent again.
 */
@Mojo(name = "push", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class PushMojo extends ImageMojo {
    @Override
    void run(MavenLog log) throws BuildException {
        if (isSkippedModule()) {
            skipModule();
        } else {
            push(log, registries(log));
        }
    }
}
