package dev.lapstrake.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the commands of a stage are run.
 *
 * @param stage the stage's name, for errors
 * @param folder where they are started
 * @param environment variables that anyone may know
 * @param secrets what it sees beside the environment
 * @param limit how long one command may take
 */
public record CommandSettings(
        String stage, Path folder, SortedMap<String, String> environment, Secrets secrets, Duration limit) {
    public CommandSettings {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** All variables of a command, secrets among them. */
    Map<String, String> variables() {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(secrets.variables());
        return all;
    }
}
