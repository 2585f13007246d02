package dev.lapstrake.declared;

import dev.lapstrake.command.Command;
import dev.lapstrake.command.CommandSettings;
import dev.lapstrake.command.Secrets;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the commands of a stage are run with.
 *
 * @param stage its name, for errors
 * @param machine the build's own environment
 */
record CommandShell(String stage, StageDeclaration.Setting setting, Map<String, String> machine) {
    /** What no program runs without, on one system or another. */
    private static final List<String> LENT = List.of("PATH", "Path", "SystemRoot", "ComSpec", "PATHEXT");

    private static final List<String> HOMES = List.of("HOME");
    private static final List<String> HOMES_ON_WINDOWS =
            List.of("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP");

    /**
     * @param folder where commands start
     * @param home what they take for the user's
     */
    CommandSettings settings(Path folder, Path home, Secrets secrets) {
        SortedMap<String, String> variables = new TreeMap<>();
        for (String name : LENT) {
            String value = machine.get(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        (machine.containsKey("SystemRoot") ? HOMES_ON_WINDOWS : HOMES)
                .forEach(name -> variables.put(name, home.toString()));
        variables.putAll(setting.environment());
        return new CommandSettings(stage, folder, variables, secrets, setting.limit());
    }

    /**
     * What each tool says of itself. Tools see the stage's own folder, since some let a file in it choose their version,
     * but keep their caches and logs elsewhere.
     */
    SortedMap<String, String> toolVersions(Path folder) throws IOException, BuildException {
        SortedMap<String, String> versions = new TreeMap<>();
        if (setting.tools().isEmpty()) {
            return versions;
        }
        try (Scratch home = Scratch.in(Path.of(System.getProperty("java.io.tmpdir", ".")))) {
            for (String tool : setting.tools()) {
                StringBuilder output = new StringBuilder();
                CommandSettings settings = settings(folder, home.path(), Secrets.NONE);
                new Command(settings, line -> output.append(line).append('\n')).run(tool);
                versions.put(tool, output.toString());
            }
        }
        return versions;
    }
}
