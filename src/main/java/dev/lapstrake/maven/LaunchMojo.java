package dev.lapstrake.maven;

import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.assemble.Environment;
import dev.lapstrake.assemble.ExposedPort;
import dev.lapstrake.build.LaunchChoice;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.startup.JvmProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What says how a container of the image is started, and what the image says of itself. */
abstract class LaunchMojo extends RootMojo {
    /**
     * The kind of program: {@code service}, which goes on running, or {@code job}, which soon ends, and whose code is
     * compiled by the JVM's quick compiler alone, with one thread for the garbage.
     */
    @Parameter(property = "lapstrake.profile", defaultValue = "service")
    private String profile = "service";

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

    /** True if the image has no Java in it. */
    abstract boolean isWithoutJava();

    final LaunchChoice launch() throws BuildException {
        List<ExposedPort> exposed = new ArrayList<>();
        for (String port : Parsed.list(ports)) {
            exposed.add(ExposedPort.parse(port));
        }
        String folder = Optional.ofNullable(workingDirectory).orElse(isWithoutJava() ? "/" : "/app");
        return new LaunchChoice(
                Parsed.list(entryPoint),
                JvmProfile.parse(profile),
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
