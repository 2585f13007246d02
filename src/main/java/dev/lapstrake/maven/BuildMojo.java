package dev.lapstrake.maven;

import dev.lapstrake.build.BuildResult;
import dev.lapstrake.build.ImageBuild;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
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

    private static final Set<String> LIBRARY = Set.of("main-class-missing", "nothing-compiled");

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private MojoExecution execution;

    @Override
    void run(MavenLog log) throws BuildException {
        Registries registries = registries(log);
        BuildResult result;
        try {
            result = new ImageBuild(workplace(), registries, log).run(request(push ? pushName() : name()));
        } catch (BuildException e) {
            if (!isLibrary(e)) {
                throw e;
            }
            skipModule();
            return;
        }
        getLog().info("Built " + result.name().reference());
        getLog().info("  " + result.digest() + ", " + MavenLog.size(result.size()));
        if (push) {
            push(log, registries);
        }
    }

    /** A module that nobody said is an application, in a build that was not set up module by module. */
    private boolean isLibrary(BuildException e) {
        boolean said = namesMainClass() || execution.getSource() != MojoExecution.Source.CLI;
        return !said
                && session.getProjects().size() > 1
                && LIBRARY.contains(e.problem().id());
    }
}
