package dev.lapstrake.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A JVM that is killed while a command runs. */
final class CommandInAnotherJvm {
    private CommandInAnotherJvm() {}

    public static void main(String[] arguments) throws Exception {
        CommandSettings settings = new CommandSettings(
                "web",
                Path.of(arguments[0]),
                new TreeMap<>(Map.of("PATH", System.getenv("PATH"))),
                Secrets.NONE,
                Duration.ofMinutes(10));
        new Command(settings, System.out::println).run("sleep 1000 & echo $! > pid.part; mv pid.part pid; wait");
    }
}
