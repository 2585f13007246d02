package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.StoreAge;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Pushes the image that {@code build} left in {@code target/lapstrake} to {@code <image>} and {@code <targets>}, under its
 * tags. Nothing is built, and what a registry has already is not sent again.
 */
@Mojo(name = "push", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class PushMojo extends ImageMojo {
    @Override
    void run(BuildLog log) throws BuildException {
        if (isSkippedModule()) {
            skipModule();
        } else {
            warnOfAge(log);
            push(log, registries(log), naming().targets());
        }
    }

    /** A warning only: classes that were compiled again may well be the same. */
    private void warnOfAge(BuildLog log) throws BuildException {
        try {
            Path classes = Path.of(project.getBuild().getOutputDirectory());
            new StoreAge(workplace())
                    .newer(classes)
                    .ifPresent(file -> log.warn("The image is older than " + file
                            + ": what is pushed was built before. Run lapstrake:build to have that in it"));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }
}
