package dev.lapstrake.declared;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.command.Command;
import dev.lapstrake.command.Secrets;
import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.files.FolderState;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs commands on copies of its inputs, and hands over what they leave behind. */
public final class CommandStage implements Stage {
    private static final int VERSION = 2;

    private final String name;
    private final StageDeclaration.Commands commands;
    private final List<StageInput> copies;
    private final Machine machine;
    private final CommandInputs files;
    private final CommandShell shell;
    private @Nullable FolderState seen;

    /**
     * What the build machine lends to commands.
     *
     * @param environment the build's own, of which commands see only what no program runs without
     */
    public record Machine(Map<String, String> environment, FolderFiles files, BuildLog log) {
        public Machine {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * @param copies what the stage takes from others
     */
    public CommandStage(
            StageDeclaration declaration,
            StageDeclaration.Commands commands,
            List<StageInput> copies,
            Machine machine) {
        this.name = declaration.name();
        this.commands = commands;
        this.copies = List.copyOf(copies);
        this.machine = machine;
        this.files = new CommandInputs(name, commands, machine.files());
        this.shell = new CommandShell(name, commands.setting(), machine.environment());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Stage> inputs() {
        return copies.stream().map(StageInput::from).distinct().toList();
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        FolderState state = files.read();
        remember(state);
        CacheKey key = CacheKey.of("commands", VERSION)
                .with("machine", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""))
                .with("commands", commands.lines())
                .with("outputs", commands.outputs().includes())
                .with("outputs left out", commands.outputs().excludes())
                .withEach("environment", commands.setting().environment())
                .with("secrets", Secrets.shapes(commands.setting().secrets(), machine.environment()))
                .withEach("tool", shell.toolVersions(commands.directory()));
        for (StageInput input : copies) {
            key = key.with("copy", input.identity())
                    .with("stage " + input.from().name(), inputs.keyOf(input.from()));
        }
        return key.withEach("input", state.states());
    }

    private synchronized void remember(FolderState state) {
        seen = state;
    }

    /** The files that the key speaks of, if it was asked for. */
    private synchronized FolderState seen() throws IOException, BuildException {
        return seen == null ? files.read() : seen;
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        Path folder = Files.createDirectory(scratch.resolve("work"));
        files.lay(seen(), new Handover(copies, inputs, scratch), folder);
        runCommands(folder, scratch);
        Tree tree = new CommandOutputs(name, commands.outputs()).collect(folder);
        return StageOutput.of(tree, Map.of("summary", tree.entries().size() + " files and folders"));
    }

    private void runCommands(Path folder, Path scratch) throws IOException, BuildException {
        Path home = Files.createDirectory(scratch.resolve("home"));
        Path files = Files.createDirectory(scratch.resolve("secrets"));
        Secrets.Wish wish = new Secrets.Wish(name, machine.environment(), files);
        try (Secrets secrets = Secrets.fetch(commands.setting().secrets(), wish)) {
            Command command = new Command(
                    shell.settings(folder, home, secrets), line -> machine.log().output(name, line));
            for (String line : commands.lines()) {
                machine.log().detail("Stage " + name + " runs: " + command.shown(line));
                command.run(line);
            }
        }
    }
}
