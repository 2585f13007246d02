package dev.lapstrake.command;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class CommandTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    private Command command(Path in, Duration limit, Secrets secrets) {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "GREETING", "hello");
        return new Command(new CommandSettings("web", in, new TreeMap<>(environment), secrets, limit), lines::add);
    }

    private void run(String line) throws IOException, BuildException {
        command(folder, LONG, Secrets.NONE).run(line);
    }

    private Secrets secrets(String value) throws IOException, BuildException {
        Secret secret = new Secret(new Secret.Source.Variable("IN"), false, true);
        return Secrets.fetch(
                new TreeMap<>(Map.of("TOKEN", secret)), new Secrets.Wish("web", Map.of("IN", value), folder));
    }

    @Test
    void runPassesOnEachLineOfBothStreams() throws Exception {
        run("echo one; echo two >&2; printf 'half\\rwhole\\n\\nend'");
        assertThat(lines).containsExactly("one", "two", "half", "whole", "end");
    }

    @Test
    void runHasOnlyTheEnvironmentThatIsGivenAndNoInput() throws Exception {
        run("echo $GREETING; env | grep -c '^[A-Z]*=' > count; cat; pwd -P");
        assertThat(lines).containsExactly("hello", folder.toRealPath().toString());
        run("env");
        assertThat(lines).noneMatch(line -> line.startsWith("HOME=") || line.startsWith("JAVA"));
    }

    @Test
    void runWhenCommandFailsTellsItsCodeAndItsLastLines() {
        Problem problem = assertProblem("command-failed", () -> run("seq 1 30; exit 3"));
        assertThat(problem.what()).contains("'web'").contains("exit code 3");
        assertThat(problem.found())
                .startsWith("seq 1 30; exit 3")
                .contains("| 11\n")
                .endsWith("| 30");
        assertThat(problem.found()).doesNotContain("| 10\n");
    }

    @Test
    void runWhenTimeIsUpEndsTheCommandAndAllItsProcesses() throws Exception {
        Command command = command(folder, Duration.ofMillis(800), Secrets.NONE);
        Problem problem =
                assertProblem("command-timeout", () -> command.run("sleep 1000 & echo $! > pid; echo working; wait"));
        assertThat(problem.found()).endsWith("| working");
        assertEnded(pid());
    }

    @Test
    void runWhenShellCannotBeStartedSaysSo() {
        Command command = command(folder.resolve("missing"), LONG, Secrets.NONE);
        assertProblem("command-not-started", () -> command.run("true"));
    }

    @Test
    void runWhenCommandLeavesAProcessBehindEndsIt() throws Exception {
        run("sleep 1000 > /dev/null 2>&1 & echo $! > pid; sleep 0.4");
        assertEnded(pid());
    }

    @Test
    void runWhenProcessIgnoresTheRequestEndsItAllTheSame() throws Exception {
        run("sh -c 'trap \"\" TERM; echo $$ > pid; while :; do sleep 1; done' & sleep 0.5");
        assertEnded(pid());
    }

    @Test
    void runWhenThreadIsInterruptedEndsTheCommand() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread builder = new Thread(
                () -> thrown.set(catchThrowable(() -> run("sleep 1000 & echo $! > pid.part; mv pid.part pid; wait"))));
        builder.start();
        while (!Files.exists(folder.resolve("pid"))) {
            Thread.sleep(10);
        }
        builder.interrupt();
        builder.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
        assertEnded(pid());
    }

    @Test
    void runWhenJvmIsAskedToEndEndsTheCommandFirst() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process jvm = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommandInAnotherJvm.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!Files.exists(folder.resolve("pid")) && jvm.isAlive()) {
            Thread.sleep(20);
        }
        jvm.destroy();
        jvm.waitFor();
        assertEnded(pid());
    }

    @Test
    void runHidesSecretsWhereverALineIsCut() throws Exception {
        Secrets secrets = secrets("s3cret-value");
        Command command = command(folder, LONG, secrets);
        command.run("printf s3cret; sleep 0.2; printf -- '-value\\n'; echo $TOKEN $TOKEN");
        assertThat(lines).containsExactly("***", "*** ***");
        for (int before = 16370; before <= 16390; before++) {
            command.run("printf '%" + before + "s'; echo $TOKEN");
        }
        assertThat(lines).noneMatch(line -> line.contains("s3"));
        Problem problem = assertProblem("command-failed", () -> command.run("echo has $TOKEN; false # s3cret-value"));
        assertThat(problem.text()).contains("| has ***").doesNotContain("s3cret");
    }

    @Test
    void runHidesEveryLineOfASecretOfSeveral() throws Exception {
        command(folder, LONG, secrets("-----BEGIN\nABCDEF\nGHIJKL\n")).run("echo \"$TOKEN\"");
        assertThat(lines).containsExactly("***", "***", "***");
    }

    @Test
    void runWhenALineNeverEndsKeepsItsStart() throws Exception {
        run("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo next");
        assertThat(lines).hasSize(2).last().isEqualTo("next");
        assertThat(lines.peek()).hasSize(16385).endsWith("x…");
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    /** One that nobody waits for stays in the list of processes as a zombie, which Java takes for one that lives. */
    private static void assertEnded(long pid) throws Exception {
        for (int tries = 0; tries < 500 && isRunning(pid); tries++) {
            Thread.sleep(10);
        }
        assertThat(isRunning(pid)).as("process " + pid + " runs").isFalse();
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .filter(handle -> handle.isAlive() && handle.info().command().isPresent())
                .isPresent();
    }
}
