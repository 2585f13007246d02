package dev.lapstrake.assemble;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Environment variables of a container, sorted by name.
 *
 * @param variables names that every program can read (POSIX.1, 8.1), and their values
 */
public record Environment(SortedMap<String, String> variables) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public Environment {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /** True if programs can read a variable of this name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Takes variables as a user writes them. */
    public static Environment of(Map<String, String> variables) throws BuildException {
        for (String name : variables.keySet()) {
            if (!isName(name)) {
                throw new Problem(
                                "environment-name-malformed",
                                "<environment> has a name that no program can read.",
                                name,
                                "use letters, digits and '_', for example <JAVA_TOOL_OPTIONS>-Xmx256m</JAVA_TOOL_OPTIONS>")
                        .exception();
            }
        }
        return new Environment(new TreeMap<>(variables));
    }
}
