package dev.lapstrake.declared;

import dev.lapstrake.command.Secret;
import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.files.Patterns;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.root.contents.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A stage with commands in the making, and the machine that it runs on. */
final class Commands {
    final RecordedLog log = new RecordedLog();
    final Map<String, String> machine = new TreeMap<>(Map.of("PATH", System.getenv("PATH")));

    private final Path directory;
    private final Path indexes;
    private final TreeMap<String, String> environment = new TreeMap<>();
    private final TreeMap<String, Secret> secrets = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> tools = new ArrayList<>();
    private final List<StageInput> copies = new ArrayList<>();
    private List<String> excludes = List.of();
    private List<String> outputs = List.of();
    private Duration limit = Duration.ofMinutes(1);

    /**
     * @param indexes where the machine keeps what it knows of files
     */
    Commands(Path directory, Path indexes) {
        this.directory = directory;
        this.indexes = indexes;
    }

    Commands line(String line) {
        lines.add(line);
        return this;
    }

    Commands outputs(String... patterns) {
        outputs = List.of(patterns);
        return this;
    }

    Commands without(String... patterns) {
        excludes = List.of(patterns);
        return this;
    }

    Commands environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A secret of the same name as its variable. */
    Commands secret(String name) {
        secrets.put(name, new Secret(new Secret.Source.Variable(name), false, true));
        return this;
    }

    Commands machine(String name, String value) {
        machine.put(name, value);
        return this;
    }

    Commands tool(String line) {
        tools.add(line);
        return this;
    }

    Commands limit(Duration other) {
        limit = other;
        return this;
    }

    Commands copy(FixedStage from, Copy copy) {
        copies.add(new StageInput(from, copy, Owner.ROOT));
        return this;
    }

    CommandStage stage() {
        StageDeclaration.Commands commands = new StageDeclaration.Commands(
                directory,
                new Patterns(List.of(), excludes),
                lines,
                new Patterns(outputs, List.of()),
                new StageDeclaration.Setting(environment, secrets, tools, limit));
        StageDeclaration declaration = new StageDeclaration("web", commands, List.of(), Optional.empty());
        FolderFiles files = new FolderFiles(indexes, BuildLog.SILENT);
        return new CommandStage(declaration, commands, copies, new CommandStage.Machine(machine, files, log));
    }
}
