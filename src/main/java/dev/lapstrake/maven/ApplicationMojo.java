package dev.lapstrake.maven;

import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.assemble.Environment;
import dev.lapstrake.assemble.ExposedPort;
import dev.lapstrake.build.ApplicationChoice;
import dev.lapstrake.build.BuildRequest;
import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.ImageName;
import dev.lapstrake.build.LaunchChoice;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What says how an image is made: for the goal that makes it, and the one that says what would be done. */
abstract class ApplicationMojo extends RootMojo {
    private static final Set<String> LIBRARY = Set.of("main-class-missing", "nothing-compiled");

    /**
     * What the image runs: {@code java}, the project's application, or {@code none}, whatever stages hand over. With none
     * there is no Java in the image, and {@code <entryPoint>} says what is started.
     */
    @Parameter(property = "lapstrake.application", defaultValue = "java")
    private String application = "java";

    /**
     * The Java runtime: {@code linked} has the modules that the application needs, {@code jre} all of Java SE, for
     * applications that load classes which can't be seen.
     */
    @Parameter(property = "lapstrake.java", defaultValue = "linked")
    private String java = "linked";

    /**
     * The JDK whose modules the runtime is linked of: the folder of one, or {@code debian} for Debian's, out of the suite of
     * the root, of the release of the JDK that builds. By default the JDK that builds, and for another platform than this
     * machine's Debian's. A JDK for another platform must be of the release of the one that builds, and have jmods.
     */
    @Parameter(property = "lapstrake.jdk")
    private @Nullable String jdk;

    /** Modules to have in the runtime beside those that the application is seen to need, such as {@code jdk.jfr}. */
    @Parameter(property = "lapstrake.modules")
    private List<String> modules = List.of();

    /** The class to start. By default what the jar or Spring Boot plugin names, or the only class with a main method. */
    @Parameter(property = "lapstrake.mainClass")
    private @Nullable String mainClass;

    /** Options for the JVM, after {@code -XX:MaxRAMPercentage=75}, {@code -XX:+ExitOnOutOfMemoryError} and UTF-8. */
    @Parameter(property = "lapstrake.jvmFlags")
    private List<String> jvmFlags = List.of();

    /**
     * The whole command that the image starts, in the place of the one that starts the Java application:
     * {@code <entryPoint><argument>/usr/bin/node</argument><argument>/app/server.js</argument></entryPoint>}.
     */
    @Parameter(property = "lapstrake.entryPoint")
    private List<String> entryPoint = List.of();

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

    /**
     * The folder that the container starts in, an absolute path. By default {@code /app}, or {@code /} for
     * {@code <application>none</application>}.
     */
    @Parameter(property = "lapstrake.workingDirectory")
    private @Nullable String workingDirectory;

    /**
     * The time that the image says it was made at: ISO 8601, or seconds since 1970. By default
     * {@code project.build.outputTimestamp}, or else 1970, so that equal inputs give equal images.
     */
    @Parameter(property = "lapstrake.creationTime", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String creationTime;

    /**
     * Whether to make another image beside the image, under its tags with {@code -debug} behind them: the same layers, a
     * shell and its commands in {@code /busybox}, and with {@code <jdk>true</jdk>} inside of it, or
     * {@code -Dlapstrake.debug.jdk}, the tools {@code jcmd}, {@code jstack}, {@code jmap} and {@code jfr}.
     */
    @Parameter(property = "lapstrake.debug")
    private DebugParameter debug = new DebugParameter();

    @Inject
    private ToolchainManager toolchains;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    MojoExecution execution;

    @Override
    final boolean hasImage() {
        return isWithoutJava() || super.hasImage();
    }

    private boolean isWithoutJava() {
        return application.equals("none");
    }

    /** What is done with the application of a module. */
    interface Work<R> {
        R of() throws BuildException;
    }

    /** Does it, or passes over a module that nobody said is an application, in a build not set up module by module. */
    final <R> Optional<R> unlessLibrary(Work<R> work) throws BuildException {
        try {
            return Optional.of(work.of());
        } catch (BuildException e) {
            boolean said = mainClass != null || execution.getSource() != MojoExecution.Source.CLI;
            if (said
                    || session.getProjects().size() == 1
                    || !LIBRARY.contains(e.problem().id())) {
                throw e;
            }
            skipModule();
            return Optional.empty();
        }
    }

    final BuildRequest request(ImageName name) throws BuildException {
        return new BuildRequest(
                name,
                new BuildRequest.Target(thisPlatform(), foundation(), debian()),
                application(),
                stageChoice(),
                launch(),
                debug.choice(session.getUserProperties()));
    }

    private ApplicationChoice application() throws BuildException {
        if (Parsed.withoutJava(application)) {
            return new ApplicationChoice.None();
        }
        try {
            return new ApplicationChoice.Java(
                    new ProjectReader(project, session.getProjects()).read(Optional.ofNullable(mainClass)),
                    new ApplicationChoice.RuntimeChoice(
                            new BuildJdk(toolchains, session).home(),
                            Parsed.jdk(jdk, project.getBasedir().toPath()),
                            Parsed.wholeJavaSe(java),
                            Parsed.list(modules)));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private LaunchChoice launch() throws BuildException {
        List<ExposedPort> exposed = new ArrayList<>();
        for (String port : Parsed.list(ports)) {
            exposed.add(ExposedPort.parse(port));
        }
        String folder = Optional.ofNullable(workingDirectory).orElse(isWithoutJava() ? "/" : "/app");
        return new LaunchChoice(
                Parsed.list(entryPoint),
                Parsed.list(jvmFlags),
                Parsed.list(arguments),
                Environment.of(Parsed.named("environment", environment, session.getUserProperties())),
                Parsed.named("labels", labels, session.getUserProperties()),
                exposed,
                ContainerUser.parse(user),
                Parsed.workingDirectory(folder),
                Parsed.creationTime(creationTime));
    }
}
