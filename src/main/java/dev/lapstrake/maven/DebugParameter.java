package dev.lapstrake.maven;

import dev.lapstrake.build.DebugChoice;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** {@code <debug>}, as the POM has it: {@code true}, {@code false}, or with {@code <jdk>} inside of it. */
public final class DebugParameter {
    private static final String PROPERTY = "lapstrake.debug";

    /** Whether there are the tools of a JDK in the image. */
    @Nullable
    String jdk;

    private @Nullable String text;

    /** Takes what is written where there is no other element inside: Maven looks for a method of this name. */
    public void set(String written) {
        text = written;
    }

    /**
     * @param properties of the command line, which win
     */
    DebugChoice choice(Properties properties) throws BuildException {
        boolean tools = yes(properties.getProperty(PROPERTY + ".jdk", jdk == null ? "false" : jdk));
        String standard = text == null ? Boolean.toString(jdk != null) : text;
        boolean shell = yes(properties.getProperty(PROPERTY, standard));
        if (properties.containsKey(PROPERTY) && !shell) {
            return DebugChoice.NONE;
        }
        return tools ? DebugChoice.SHELL_AND_JDK : shell ? DebugChoice.SHELL : DebugChoice.NONE;
    }

    /** A property without a value says yes. */
    private static boolean yes(String text) throws BuildException {
        return switch (text) {
            case "true", "" -> true;
            case "false" -> false;
            default ->
                throw new Problem(
                                "debug-unknown",
                                "<debug> is neither yes nor no.",
                                text,
                                "write <debug>true</debug>, or <debug><jdk>true</jdk></debug> for the JDK's tools too")
                        .exception();
        };
    }
}
