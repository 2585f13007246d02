package dev.lapstrake.maven;

import dev.lapstrake.build.BuildResult;
import dev.lapstrake.build.ImageBuild;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.registry.Registries;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Builds the project's image: a distroless root and a Java runtime made for the application, its dependencies, and its
 * classes. The image is left in {@code target/lapstrake}; no daemon is needed, and nothing is pushed unless asked for.
 */
@Mojo(
        name = "build",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class BuildMojo extends ApplicationMojo {
    /** Pushes the image to {@code <image>} when it is built. */
    @Parameter(property = "lapstrake.push", defaultValue = "false")
    private boolean push;

    @Override
    boolean leavesBase() {
        return push;
    }

    @Override
    void run(BuildLog log) throws BuildException {
        Registries registries = registries(log);
        // Whatever is wrong with a target is said before anything is built.
        List<PushTarget> targets = push ? naming().targets() : List.of();
        registries.greet(PushTarget.repositories(targets));
        if (build(log, registries, targets) && push) {
            push(log, registries, targets);
        }
    }

    /** True if there is an image now. */
    private boolean build(BuildLog log, Registries registries, List<PushTarget> targets) throws BuildException {
        ImageBuild build = new ImageBuild(workplace(), registries, PushTarget.unguarded(targets), log);
        Optional<BuildResult> result = unlessLibrary(() -> build.run(request(name())));
        if (result.isPresent()) {
            getLog().info("Built " + result.get().name().reference());
            getLog().info("  " + result.get().digest() + ", "
                    + MavenLog.size(result.get().size()));
        }
        return result.isPresent();
    }
}
