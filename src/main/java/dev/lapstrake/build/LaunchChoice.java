package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.assemble.ContainerSettings;
import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.assemble.Environment;
import dev.lapstrake.assemble.ExposedPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * How the user wants the application started; the rest of the container's settings comes from the application.
 *
 * @param jvmFlags given after the default ones, so that they count where both say something
 * @param ports those that the image says it listens on; empty to take the application's own
 */
public record LaunchChoice(
        List<String> jvmFlags,
        List<String> arguments,
        Environment environment,
        SortedMap<String, String> labels,
        List<ExposedPort> ports,
        ContainerUser user,
        String workingDirectory,
        Instant created) {
    /**
     * What an operator would set: most of the container's memory for the heap, an end instead of a half-dead process when
     * memory runs out, and UTF-8 on JDK 17 too (JEP 400 made it the default in 18).
     */
    static final List<String> DEFAULT_FLAGS =
            List.of("-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");

    /** The settings of a container that starts the application with a {@code java} command. */
    ContainerSettings settings(String java, Application application) {
        List<String> entryPoint = new ArrayList<>(List.of(java));
        entryPoint.addAll(DEFAULT_FLAGS);
        entryPoint.addAll(jvmFlags);
        entryPoint.add("@" + Application.CLASS_PATH.absolute());
        entryPoint.add(application.mainClass());
        List<ExposedPort> exposed = ports;
        if (ports.isEmpty() && application.port().isPresent()) {
            exposed = List.of(new ExposedPort(application.port().getAsInt(), "tcp"));
        }
        return new ContainerSettings(
                entryPoint, arguments, environment, labels, exposed, user, workingDirectory, created);
    }
}
