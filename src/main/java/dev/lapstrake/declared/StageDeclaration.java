package dev.lapstrake.declared;

import dev.lapstrake.command.Secret;
import dev.lapstrake.files.Patterns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stage as a user declares it.
 *
 * @param copies what it takes from other stages before it runs; only one with commands takes any
 * @param into where its files go in the compile phase; empty if it serves the image alone
 */
public record StageDeclaration(String name, Kind kind, List<Copy> copies, Optional<Into> into) {
    public StageDeclaration {
        copies = List.copyOf(copies);
    }

    /**
     * A folder of the build.
     *
     * @param part what of the stage goes into it
     */
    public record Into(Path folder, Copy part) {}

    /** Where a stage's files come from. */
    public sealed interface Kind {}

    /**
     * Commands that run on the build machine.
     *
     * @param directory the folder that the inputs are in
     * @param inputs what the commands see of it
     * @param outputs what of all that is there afterwards is handed over
     */
    public record Commands(Path directory, Patterns inputs, List<String> lines, Patterns outputs, Setting setting)
            implements Kind {
        public Commands {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What commands run in.
     *
     * @param secrets by the variables that commands get them in
     * @param tools commands whose output tells the versions of what the stage uses, such as {@code node --version}
     * @param limit how long one command may take
     */
    public record Setting(
            SortedMap<String, String> environment,
            SortedMap<String, Secret> secrets,
            List<String> tools,
            Duration limit) {
        public Setting {
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
            secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
            tools = List.copyOf(tools);
        }
    }

    /**
     * Another image.
     *
     * @param name as the user wrote it
     */
    public record Image(String name) implements Kind {}

    /** Debian packages, with the libraries that they need. */
    public record Packages(List<String> names) implements Kind {
        public Packages {
            names = List.copyOf(names);
        }
    }
}
