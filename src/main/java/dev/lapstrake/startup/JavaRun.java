package dev.lapstrake.startup;

import dev.lapstrake.command.ProcessTree;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How a JVM of an image is run on this machine.
 *
 * @param java the command that starts it
 * @param folder that it is started in
 * @param environment all that it has
 * @param log the file that its output is added to
 */
record JavaRun(List<String> java, Path folder, SortedMap<String, String> environment, Path log) {
    private static final int LAST_LINES = 20;

    JavaRun {
        java = List.copyOf(java);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** What is done while a process runs. */
    interface Watch {
        /**
         * @return how it has ended
         */
        int over(Process process) throws IOException, BuildException, InterruptedException;
    }

    /**
     * Runs a JVM that ends by itself.
     *
     * @throws BuildException if it fails
     */
    void toEnd(List<String> arguments, Duration limit) throws IOException, BuildException {
        int code = watched(arguments, process -> {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("took longer than " + limit.toSeconds() + " s");
            }
            return process.exitValue();
        });
        if (code != 0) {
            throw failed("ended with exit code " + code);
        }
    }

    /** Runs a JVM, which does not outlive the watch, nor this JVM. */
    int watched(List<String> arguments, Watch watch) throws IOException, BuildException {
        List<String> command = new ArrayList<>(java);
        command.addAll(arguments);
        Files.writeString(
                log,
                "$ " + String.join(" ", command) + "\n",
                Files.exists(log) ? StandardOpenOption.APPEND : StandardOpenOption.CREATE);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try (ProcessTree tree = ProcessTree.empty()) {
            return watch.over(tree.start(builder));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the application was trained");
        }
    }

    /** An error that shows what was printed last. */
    BuildException failed(String what) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String last = String.join("\n         | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return new Problem(
                        "startup-failed",
                        "The JVM that was run for the archive which <startup> asks for " + what + ".",
                        log + "\n         | " + last,
                        "see to it that the application starts on this machine: <training> gives it <environment> and"
                                + " <arguments>, and <timeout>; or write <startup>none</startup>, or"
                                + " <required>false</required> in <training>")
                .exception();
    }

    /** The same with more in the environment. */
    JavaRun with(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return new JavaRun(java, folder, all, log);
    }

    /** The same where nothing in the environment says anything of the heap. */
    JavaRun withoutHeap() {
        return new JavaRun(java, folder, Heap.without(environment), log);
    }
}
