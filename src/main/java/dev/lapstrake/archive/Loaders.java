package dev.lapstrake.archive;

import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs of a machine that keep images.
 *
 * @param path where they are looked for
 */
public record Loaders(SearchPath path) {
    private static final List<String> LOAD = List.of("load");
    private static final List<String> IN_ORDER = List.of("docker", "podman", "nerdctl", "ctr");
    private static final Map<String, List<String>> ARGUMENTS =
            Map.of("docker", LOAD, "podman", LOAD, "nerdctl", LOAD, "ctr", List.of("images", "import", "-"));
    private static final List<String> ENDINGS = List.of("", ".exe");

    /** The program that was chosen, or the first that there is. */
    public Loader find(LoaderChoice choice) throws BuildException {
        if (choice.program().isPresent()) {
            String name = choice.program().get();
            Path program = find(name).orElseThrow(() -> missing(name));
            return loader(program, choice.arguments());
        }
        for (String name : IN_ORDER) {
            Optional<Path> program = find(name);
            if (program.isPresent()) {
                return loader(program.get(), choice.arguments());
            }
        }
        throw missing(String.join(", ", IN_ORDER));
    }

    private static Loader loader(Path program, List<String> arguments) {
        String name = String.valueOf(program.getFileName()).replaceFirst("\\.exe$", "");
        return new Loader(program, arguments.isEmpty() ? ARGUMENTS.getOrDefault(name, LOAD) : arguments);
    }

    private Optional<Path> find(String name) {
        return path.find(name, ENDINGS).map(File::toPath);
    }

    private static BuildException missing(String name) {
        return new Problem(
                        "loader-missing",
                        "There is no program on the path that could take the image.",
                        name,
                        "install Docker, podman or nerdctl, or name a program: -Dlapstrake.load.program=…; to have the"
                                + " image as a file, run lapstrake:tar")
                .exception();
    }
}
