package dev.lapstrake.maven;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.StartupChoice.Mode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code <startup>} and {@code <training>}, as the POM has them. What is there and does nothing is an error, but for
 * {@code none}, which switches an archive off, and for the command line, which speaks to all modules of a build.
 *
 * @param properties of the command line
 */
record StartupParameter(Optional<String> startup, Optional<TrainingParameter> training, Properties properties) {
    private static final String PROPERTY = "lapstrake.startup";

    /**
     * What is asked for.
     *
     * @param folder of the project, where relative paths start
     */
    StartupChoice choice(Path folder) throws BuildException {
        Mode mode = mode();
        StartupChoice choice = training.orElseGet(TrainingParameter::new).choice(mode, folder, properties);
        if (training.isPresent() && !choice.isTrained() && isMeant(mode)) {
            throw new Problem(
                            "training-unused",
                            "<training> says how the application is run for an archive, and <startup> asks for none"
                                    + " that needs it.",
                            startup.orElse("no <startup>"),
                            "write <startup>auto</startup>, cds or aot; or leave out <training>, or switch it off by"
                                    + " <startup>none</startup>")
                    .exception();
        }
        return choice;
    }

    /** Sees to it that no archive is asked for where there is nothing that could start from it. */
    void checkAbsent() throws BuildException {
        Mode mode = mode();
        if (isMeant(mode) && (mode != Mode.STANDARD || training.isPresent())) {
            throw new Problem(
                            "startup-impossible",
                            "<startup> and <training> are for a Java application, and <application> says that there is"
                                    + " none.",
                            startup.orElse("<training>"),
                            "leave them out, or write <startup>none</startup>; or leave out <application>")
                    .exception();
        }
    }

    private boolean isMeant(Mode mode) {
        return mode != Mode.NONE && properties.getProperty(PROPERTY) == null;
    }

    private Mode mode() throws BuildException {
        return startup.isPresent() ? Mode.parse(startup.get()) : Mode.STANDARD;
    }
}
