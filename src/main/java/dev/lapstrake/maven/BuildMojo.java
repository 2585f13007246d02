package dev.lapstrake.maven;

import dev.lapstrake.app.ProjectSource;
import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.assemble.Environment;
import dev.lapstrake.assemble.ExposedPort;
import dev.lapstrake.build.BuildRequest;
import dev.lapstrake.build.BuildResult;
import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.FoundationChoice;
import dev.lapstrake.build.ImageBuild;
import dev.lapstrake.build.LaunchChoice;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.root.apt.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Builds the project's image: a distroless root and a Java runtime made for the application, its dependencies, and its
 * classes. The image is left in {@code target/lapstrake}; no daemon is needed, and nothing is pushed unless asked for.
 */
@Mojo(
        name = "build",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class BuildMojo extends ImageMojo {
    /** Pushes the image to {@code <image>} when it is built. */
    @Parameter(property = "lapstrake.push", defaultValue = "false")
    private boolean push;

    /**
     * An image in a registry to lay the application on, instead of a root and a runtime made for it. It must have
     * {@code java} on its path, for example {@code gcr.io/distroless/java21-debian13}.
     */
    @Parameter(property = "lapstrake.base")
    private @Nullable String base;

    /** The Debian release that the root is made of: {@code trixie} or {@code bookworm}. */
    @Parameter(property = "lapstrake.suite", defaultValue = "trixie")
    private String suite = "trixie";

    /**
     * A mirror of Debian's archive, such as {@code http://mirror.example.com/debian}; that of the security archive is
     * looked for beside it, under {@code debian-security}. By default what the machine's apt uses, or else
     * {@code snapshot.debian.org}. Whatever it is, what comes from it is checked against the signature of Debian.
     */
    @Parameter(property = "lapstrake.mirror")
    private @Nullable String mirror;

    /** Debian packages to have in the root, with the libraries that they need. */
    @Parameter(property = "lapstrake.packages")
    private List<String> packages = List.of();

    /**
     * The Java runtime: {@code linked} has the modules that the application needs, {@code jre} all of Java SE, for
     * applications that load classes which can't be seen.
     */
    @Parameter(property = "lapstrake.java", defaultValue = "linked")
    private String java = "linked";

    /** Modules to have in the runtime beside those that the application is seen to need, such as {@code jdk.jfr}. */
    @Parameter(property = "lapstrake.modules")
    private List<String> modules = List.of();

    /** The class to start. By default what the jar or Spring Boot plugin names, or the only class with a main method. */
    @Parameter(property = "lapstrake.mainClass")
    private @Nullable String mainClass;

    /** Options for the JVM, after {@code -XX:MaxRAMPercentage=75}, {@code -XX:+ExitOnOutOfMemoryError} and UTF-8. */
    @Parameter(property = "lapstrake.jvmFlags")
    private List<String> jvmFlags = List.of();

    /** Arguments for the application, which whoever runs the image may replace. */
    @Parameter(property = "lapstrake.arguments")
    private List<String> arguments = List.of();

    /** Environment variables of the container; also {@code -Dlapstrake.environment.NAME=value}. */
    @Parameter
    private Map<String, String> environment = Map.of();

    /** Labels of the image; also {@code -Dlapstrake.labels.NAME=value}. */
    @Parameter
    private Map<String, String> labels = Map.of();

    /** Ports that the image says it listens on: {@code 8080}, {@code 53/udp}. By default Spring Boot's. */
    @Parameter(property = "lapstrake.ports")
    private List<String> ports = List.of();

    /** Whom the application runs as: a number or a name, and perhaps a group behind a colon. */
    @Parameter(property = "lapstrake.user", defaultValue = "65532")
    private String user = "65532";

    /** The folder that the application is started in, an absolute path. */
    @Parameter(property = "lapstrake.workingDirectory", defaultValue = "/app")
    private String workingDirectory = "/app";

    /**
     * The time that the image says it was made at: ISO 8601, or seconds since 1970. By default
     * {@code project.build.outputTimestamp}, or else 1970, so that equal inputs give equal images.
     */
    @Parameter(property = "lapstrake.creationTime", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String creationTime;

    /** What the image runs on, so far that of this machine. */
    @Parameter(property = "lapstrake.platform")
    private @Nullable String platform;

    private static final Set<String> LIBRARY = Set.of("main-class-missing", "nothing-compiled");

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private MojoExecution execution;

    @Inject
    private ToolchainManager toolchains;

    @Override
    void run(MavenLog log) throws BuildException {
        Registries registries = registries(log);
        BuildResult result;
        try {
            result = new ImageBuild(workplace(), registries, log).run(request());
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

    private BuildRequest request() throws BuildException {
        return new BuildRequest(push ? pushName() : name(), thisPlatform(), source(), foundation(), launch());
    }

    /** A module that nobody said is an application, in a build that was not set up module by module. */
    private boolean isLibrary(BuildException e) {
        boolean said = mainClass != null || execution.getSource() != MojoExecution.Source.CLI;
        return !said
                && session.getProjects().size() > 1
                && LIBRARY.contains(e.problem().id());
    }

    private Platform thisPlatform() throws BuildException {
        return platform == null ? Platform.ofThisMachine() : Platform.parse(platform);
    }

    private ProjectSource source() throws BuildException {
        try {
            return new ProjectReader(project, session.getProjects()).read(Optional.ofNullable(mainClass));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private FoundationChoice foundation() throws BuildException {
        if (base != null) {
            return new FoundationChoice.Base(ImageReference.parse(base, "base"));
        }
        return new FoundationChoice.Distroless(
                Suite.parse(suite),
                Parsed.list(packages),
                Parsed.mirror(mirror),
                new BuildJdk(toolchains, session).home(),
                Parsed.wholeJavaSe(java),
                Parsed.list(modules));
    }

    private LaunchChoice launch() throws BuildException {
        List<ExposedPort> exposed = new ArrayList<>();
        for (String port : Parsed.list(ports)) {
            exposed.add(ExposedPort.parse(port));
        }
        return new LaunchChoice(
                Parsed.list(jvmFlags),
                Parsed.list(arguments),
                Environment.of(Parsed.named("environment", environment, session.getUserProperties())),
                Parsed.named("labels", labels, session.getUserProperties()),
                exposed,
                ContainerUser.parse(user),
                Parsed.workingDirectory(workingDirectory),
                Parsed.creationTime(creationTime));
    }
}
