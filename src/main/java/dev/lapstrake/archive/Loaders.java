package dev.lapstrake.archive;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The programs of a machine that keep images.
 *
 * @param folders where programs are looked for, in order
 */
public record Loaders(List<Path> folders) {
    private static final List<String> LOAD = List.of("load");
    private static final List<String> IN_ORDER = List.of("docker", "podman", "nerdctl", "ctr");
    private static final Map<String, List<String>> ARGUMENTS =
            Map.of("docker", LOAD, "podman", LOAD, "nerdctl", LOAD, "ctr", List.of("images", "import", "-"));
    private static final List<String> ENDINGS = List.of("", ".exe");

    public Loaders {
        folders = List.copyOf(folders);
    }

    /**
     * @param path the content of the variable PATH
     */
    public static Loaders of(String path) {
        List<Path> folders = new ArrayList<>();
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        return new Loaders(folders);
    }

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

    /** A path of several parts is none to look for. */
    private Optional<Path> find(String name) {
        Path file = Path.of(name);
        List<Path> places = file.getNameCount() > 1 || file.isAbsolute() ? List.of(Path.of("")) : folders;
        return places.stream()
                .flatMap(place -> ENDINGS.stream().map(ending -> place.resolve(name + ending)))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
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
