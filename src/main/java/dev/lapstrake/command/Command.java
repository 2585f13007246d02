package dev.lapstrake.command;

import dev.lapstrake.disk.Host;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs command lines in the machine's shell, as a Dockerfile's {@code RUN} does. A command has no standard input. When
 * it ends, however it ends, every process ends that it started and that can still be told to be its own.
 */
public final class Command {
    private final CommandSettings settings;
    private final Redaction secrets;
    private final Consumer<String> output;

    /**
     * @param output gets each line that a command prints, secrets hidden, as it comes; called from another thread
     */
    public Command(CommandSettings settings, Consumer<String> output) {
        this.settings = settings;
        this.secrets = settings.secrets().redaction();
        this.output = output;
    }

    /** A line as it may be shown. */
    public String shown(String line) {
        return secrets.of(line);
    }

    /**
     * Runs one line to its end.
     *
     * @throws BuildException if it fails, takes too long, or can't be started
     * @throws InterruptedIOException if the thread is interrupted; the command has ended then
     */
    public void run(String line) throws IOException, BuildException {
        try (ProcessTree tree = ProcessTree.empty()) {
            run(line, start(line, tree), tree);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a command ran: " + secrets.of(line));
        }
    }

    private void run(String line, Process process, ProcessTree tree)
            throws IOException, BuildException, InterruptedException {
        try (CommandOutput lines = CommandOutput.of(process.getInputStream(), secrets, output)) {
            boolean hasEnded = hasEnded(process, tree);
            lines.await();
            if (!hasEnded) {
                throw timeout(line, lines);
            }
            if (process.exitValue() != 0) {
                throw failure(line, process.exitValue(), lines);
            }
        }
    }

    private boolean hasEnded(Process process, ProcessTree tree) throws InterruptedException {
        try {
            return process.waitFor(settings.limit().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            tree.end();
        }
    }

    private Process start(String line, ProcessTree tree) throws IOException, BuildException {
        ProcessBuilder builder = new ProcessBuilder(shell(line))
                .directory(settings.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File(isWindows() ? "NUL" : "/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(settings.variables());
        try {
            return tree.start(builder);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new Problem(
                            "command-not-started",
                            "The shell for the commands of the stage '" + settings.stage() + "' can't be started.",
                            String.valueOf(e.getMessage()),
                            "build on a machine with " + shell(line).get(0))
                    .exception(e);
        }
    }

    private static List<String> shell(String line) {
        return isWindows() ? List.of("cmd.exe", "/d", "/s", "/c", line) : List.of("/bin/sh", "-c", line);
    }

    static boolean isWindows() {
        return Host.current() == Host.WINDOWS;
    }

    private BuildException failure(String line, int code, CommandOutput lines) {
        return new Problem(
                        "command-failed",
                        "A <command> of the stage '" + settings.stage() + "' ended with exit code " + code + ".",
                        secrets.of(line) + lines.lastWords(),
                        "run the command by hand with the same files; a stage sees only its <inputs>, <copies>,"
                                + " <environment> and <secrets>")
                .exception();
    }

    private BuildException timeout(String line, CommandOutput lines) {
        return new Problem(
                        "command-timeout",
                        "A <command> of the stage '" + settings.stage() + "' took longer than "
                                + settings.limit().toSeconds() + " s.",
                        secrets.of(line) + lines.lastWords(),
                        "find out what the command waits for, or raise the limit, for example <timeout>30m</timeout>")
                .exception();
    }
}
