package dev.lapstrake.maven;

import dev.lapstrake.assemble.Environment;
import dev.lapstrake.command.Secret;
import dev.lapstrake.declared.Copy;
import dev.lapstrake.declared.CopyText;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.files.Patterns;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code <stage>}, as the POM has it. */
public final class StageParameter {
    /** What copies call it: letters, digits, {@code -} and {@code _}. */
    @Nullable
    String name;

    /** {@code compile} for the goal {@code stages}; by default the stage runs when the image is built. */
    @Nullable
    String phase;

    /** The folder of the build that gets the files of a stage of the compile phase. */
    @Nullable
    String into;

    /** What of the stage goes into that folder: a file, or a folder whose content is meant; by default everything. */
    @Nullable
    String source;

    /** The folder with the inputs of the commands; by default the project's. */
    @Nullable
    String directory;

    /** What the commands see of the folder; by default everything. */
    @Nullable
    PatternsParameter inputs;

    /** Commands, run one after the other in the machine's shell. */
    List<String> commands = List.of();

    /** What of all that is there afterwards is handed over; by default everything. */
    @Nullable
    PatternsParameter outputs;

    /** The variables that commands see, beside {@code PATH} and {@code HOME}. */
    Map<String, @Nullable String> environment = Map.of();

    /** Values for commands that nothing else may see. */
    List<SecretParameter> secrets = List.of();

    /** Commands that tell the versions of what is used, such as {@code node --version}: another answer, another result. */
    List<String> tools = List.of();

    /** How long one command may take: {@code 90s}, {@code 10m}, {@code 1h}. */
    String timeout = "10m";

    /** What the commands see of other stages. */
    List<CopyParameter> copies = List.of();

    /** An image that the files come from: in a registry, or {@code oci:folder}, {@code docker-archive:file}. */
    @Nullable
    String image;

    /** Debian packages that the files come from. */
    List<String> packages = List.of();

    /**
     * @param project the folder of the POM
     */
    StageDeclaration declaration(Path project) throws BuildException {
        String known = Optional.ofNullable(name).orElse("");
        return new StageDeclaration(known, kind(project), CopyParameter.all(copies), into(known, project));
    }

    private StageDeclaration.Kind kind(Path project) throws BuildException {
        boolean runs = !Parsed.list(commands).isEmpty();
        List<String> named = Parsed.list(packages);
        long kinds = Stream.of(runs, image != null, !named.isEmpty())
                .filter(Boolean::booleanValue)
                .count();
        if (kinds != 1) {
            throw new Problem(
                            "stage-kind-unclear",
                            "<stage> must have either <commands>, an <image> or <packages>.",
                            Optional.ofNullable(name).orElse(""),
                            "keep one of them, and make two stages where two are needed")
                    .exception();
        }
        if (!runs && !copies.isEmpty()) {
            throw new Problem(
                            "stage-copies-without-commands",
                            "<copies> inside of a <stage> are for its <commands>, and it has none.",
                            Optional.ofNullable(name).orElse(""),
                            "copy from each stage into the image, or give the stage commands")
                    .exception();
        }
        if (image != null) {
            return new StageDeclaration.Image(image);
        }
        return runs ? commands(project) : new StageDeclaration.Packages(named);
    }

    private StageDeclaration.Commands commands(Path project) throws BuildException {
        Path folder = project.resolve(Optional.ofNullable(directory).orElse(""));
        return new StageDeclaration.Commands(
                folder,
                patterns("inputs", inputs),
                Parsed.list(commands),
                patterns("outputs", outputs),
                setting(project));
    }

    /** Everything is meant where nothing is written, and not where a property is empty. */
    private Patterns patterns(String element, @Nullable PatternsParameter written) throws BuildException {
        Patterns patterns = written == null ? Patterns.ALL : written.patterns();
        if (written != null && patterns.equals(Patterns.ALL)) {
            throw new Problem(
                            "patterns-empty",
                            "<" + element + "> of a stage names no files.",
                            Optional.ofNullable(name).orElse(""),
                            "write <include>**</include> if all are meant, and leave <" + element + "> out otherwise")
                    .exception();
        }
        return patterns;
    }

    private StageDeclaration.Setting setting(Path project) throws BuildException {
        SortedMap<String, Secret> wanted = new TreeMap<>();
        for (SecretParameter secret : secrets) {
            wanted.put(secret.name(), secret.secret(project));
        }
        return new StageDeclaration.Setting(
                Environment.of(Parsed.named("-", environment, new Properties())).variables(),
                wanted,
                Parsed.list(tools),
                Quantity.duration("timeout", timeout));
    }

    private Optional<StageDeclaration.Into> into(String known, Path project) throws BuildException {
        boolean compile = "compile".equals(phase);
        if (phase != null && !compile) {
            throw new Problem(
                            "stage-phase-unknown",
                            "<phase> of the stage '" + known + "' is none that stages have.",
                            phase,
                            "write <phase>compile</phase>, or leave it out for a stage that runs when the image is built")
                    .exception();
        }
        if (compile != (into != null)) {
            throw new Problem(
                            "stage-into-missing",
                            "The stage '" + known + "' needs <phase>compile</phase> and <into> together.",
                            Optional.ofNullable(into).orElse("no <into>"),
                            "write both, for example <into>${project.build.outputDirectory}/static</into>, or neither")
                    .exception();
        }
        String from = known.isBlank() ? "?" : known; // that the name is missing is said elsewhere
        Copy part = new CopyText(from, source, "/", null, null).parse();
        return Optional.ofNullable(into).map(project::resolve).map(folder -> new StageDeclaration.Into(folder, part));
    }
}
