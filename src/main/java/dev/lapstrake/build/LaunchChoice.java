package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.assemble.AssemblyRequest;
import dev.lapstrake.assemble.ContainerSettings;
import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.assemble.Environment;
import dev.lapstrake.assemble.ExposedPort;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.startup.JvmProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * How the user wants the application started; the rest of the container's settings comes from the application.
 *
 * @param entryPoint the whole command, in the place of the one that starts the Java application; empty for that one, or
 *     a base's own
 * @param profile the kind of program, which decides the JVM's default options
 * @param jvmFlags given after the default ones, so that they count where both say something
 * @param ports those that the image says it listens on; empty to take the application's own
 */
public record LaunchChoice(
        List<String> entryPoint,
        JvmProfile profile,
        List<String> jvmFlags,
        List<String> arguments,
        Environment environment,
        SortedMap<String, String> labels,
        List<ExposedPort> ports,
        ContainerUser user,
        String workingDirectory,
        Instant created) {
    /** The image that starts as the user wants it: on a foundation, with the layers of an application if there is one. */
    AssemblyRequest assembly(Foundation foundation, Optional<Application> application) {
        return new AssemblyRequest(
                foundation.manifest(),
                foundation.elsewhere(),
                application.map(Application::layers).orElse(List.of()),
                settings(foundation.java(), foundation.options(), application));
    }

    /**
     * How its containers start.
     *
     * @param java the command that starts a JVM
     * @param options that the JVM is to have for what is in the image
     */
    ContainerSettings settings(String java, List<String> options, Optional<Application> application) {
        List<String> command = entryPoint;
        if (command.isEmpty() && application.isPresent()) {
            command = command(java, options, application.get());
        }
        return new ContainerSettings(
                command, arguments, environment, labels, exposed(application), user, workingDirectory, created);
    }

    /** Sees to it that whoever the application runs as is known; a container whose user is not can't be started. */
    void checkUser(Names names) throws BuildException {
        if (user.isByName() && names.find(user.name()).isEmpty()) {
            throw new Problem(
                            "user-unknown",
                            "<user> names a user, or a group, that the image does not have.",
                            user.name(),
                            "write a name of <users>, or a number, for example <user>65532</user>")
                    .exception();
        }
    }

    /** The options of the JVM that do not depend on what else is in the image. */
    List<String> options(Application application) {
        return profile.options(
                Stream.concat(application.options().stream(), jvmFlags.stream()).toList());
    }

    private List<String> command(String java, List<String> options, Application application) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(options);
        command.addAll(options(application));
        command.add("@" + Application.CLASS_PATH.absolute());
        command.add(application.mainClass());
        return command;
    }

    private List<ExposedPort> exposed(Optional<Application> application) {
        OptionalInt own = application.map(Application::port).orElse(OptionalInt.empty());
        return ports.isEmpty() && own.isPresent() ? List.of(new ExposedPort(own.getAsInt(), "tcp")) : ports;
    }
}
