package dev.lapstrake.runtime;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a command of a JDK, in an environment that says nothing of the user: no locale, no options, no time zone. */
final class JdkTool {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private JdkTool() {}

    static Path path(Path home, String name) {
        return home.resolve("bin").resolve(WINDOWS ? name + ".exe" : name);
    }

    /**
     * Runs a command to its end.
     *
     * @return what it printed
     * @throws BuildException if it fails
     */
    static String run(Jdk jdk, String name, List<String> arguments) throws IOException, BuildException {
        List<String> command = new ArrayList<>();
        command.add(path(jdk.home(), name).toString());
        command.addAll(arguments);
        Path output = Files.createTempFile("lapstrake-", ".txt");
        try {
            int code = run(command, output);
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8); // on Windows it may be none
            if (code != 0 && text.contains("No space left on device")) {
                throw new IOException(text.strip());
            }
            if (code != 0) {
                throw failed(name, text.strip());
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Runs a command, which ends with the thread if that is interrupted. */
    private static int run(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        // JDK 17's jlink writes other bytes under other locales.
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC"));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + command.get(0) + " was running");
        } finally {
            process.destroy();
        }
    }

    private static BuildException failed(String name, String output) {
        return new Problem(
                        "jdk-tool-failed",
                        "The JDK's " + name + " failed.",
                        output,
                        "mend what it says; <modules> must name modules that the JDK has")
                .exception();
    }
}
