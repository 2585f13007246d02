package dev.lapstrake.startup;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.app.ProjectFixture;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class TrainingRunTest {
    /** Serves what it was asked for, notes it, and notes that it was told to end. */
    private static final String SERVER = """
            package a;
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            import java.nio.file.*;
            class Main {
                public static void main(String[] args) throws Exception {
                    Path notes = Path.of(System.getenv("NOTES"));
                    switch (args[0]) {
                        case "end" -> System.out.println("all done");
                        case "fail" -> { System.out.println("no database"); System.exit(3); }
                        case "sleep" -> Thread.sleep(60_000);
                        default -> serve(Integer.parseInt(args[0]), notes);
                    }
                }
                static void serve(int port, Path notes) throws Exception {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> note(notes, "told to end")));
                    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                    server.createContext("/", exchange -> {
                        String path = exchange.getRequestURI().toString();
                        String body = new String(exchange.getRequestBody().readAllBytes());
                        note(notes, exchange.getRequestMethod() + " " + path + " " + body);
                        if (path.equals("/halt")) {
                            Runtime.getRuntime().halt(9);
                        }
                        exchange.sendResponseHeaders(path.equals("/none") ? 404 : 200, -1);
                        exchange.close();
                    });
                    server.start();
                }
                static synchronized void note(Path notes, String line) {
                    try {
                        Files.writeString(notes, line + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private Path classes;
    private Path notes;

    @BeforeEach
    void compile() throws Exception {
        classes = new ProjectFixture(folder).compile("a.Main", SERVER).classes();
        notes = folder.resolve("notes");
    }

    private void run(Training training) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        JavaRun run = new JavaRun(List.of(java), folder, new TreeMap<>(), folder.resolve("log"));
        new TrainingRun(run, training, new TrainingRun.Command("a.Main", false, OptionalInt.empty()))
                .run(List.of("-XX:TieredStopAtLevel=1", "-cp", classes.toString()));
    }

    private Training training(Optional<String> ready, String argument, Duration timeout, String... requests)
            throws Exception {
        List<TrainingRequest> parsed = new ArrayList<>();
        for (String request : requests) {
            parsed.add(TrainingRequest.parse(request, folder));
        }
        return new Training(
                ready, parsed, new TreeMap<>(Map.of("NOTES", notes.toString())), List.of(argument), timeout, true);
    }

    private static Optional<String> ready() {
        return Optional.of("http://localhost:{port}/ready");
    }

    @Test
    void runWhenItIsReadySendsTheRequestsAndTellsItToEnd() throws Exception {
        Files.writeString(folder.resolve("order.json"), "{\"n\":1}");

        run(training(ready(), "{port}", Duration.ofMinutes(1), "GET /orders?all", "POST /orders @order.json"));

        assertThat(notes).hasContent("GET /ready \nGET /orders?all \nPOST /orders {\"n\":1}\ntold to end\n");
    }

    @Test
    void runWhenARequestIsRefusedSaysWhich() throws Exception {
        Training training = training(ready(), "{port}", Duration.ofMinutes(1), "GET /none");

        assertThat(assertProblem("startup-failed", () -> run(training)).what()).contains("404", "GET /none");
    }

    @Test
    void runWhenItEndsAtARequestSaysAtWhich() throws Exception {
        Training training = training(ready(), "{port}", Duration.ofMinutes(1), "PATCH /halt");

        assertThat(assertProblem("startup-failed", () -> run(training)).what())
                .contains("ended at PATCH /halt, with exit code 9");
    }

    @Test
    void runWhenAnotherProgramAnswersSaysSoBeforeItStarts() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + other.getLocalPort() + "/ready";
            Training training = training(Optional.of(address), "{port}", Duration.ofMinutes(1));

            assertThat(assertProblem("startup-address-taken", () -> run(training))
                            .found())
                    .isEqualTo(address);
            assertThat(folder.resolve("log")).doesNotExist();
        }
    }

    @Test
    void runWhenItEndsBeforeItIsReadyShowsWhatItPrinted() throws Exception {
        Training training = training(ready(), "fail", Duration.ofMinutes(1));

        assertThat(assertProblem("startup-failed", () -> run(training)).text()).contains("exit code 3", "no database");
    }

    @Test
    void runWhenItIsNotReadyInTimeSaysSo() throws Exception {
        Training training = training(ready(), "sleep", Duration.ofSeconds(1));

        assertThat(assertProblem("startup-failed", () -> run(training)).what())
                .matches(".*did not answer at http://localhost:\\d+/ready within 1 s.*");
    }

    @Test
    void runWhenItEndsByItselfIsContent() throws Exception {
        run(training(Optional.empty(), "end", Duration.ofMinutes(1)));

        assertThat(folder.resolve("log")).content().contains("all done");
    }

    @Test
    void runWhenItEndsInFailureSaysSo() throws Exception {
        Training training = training(Optional.empty(), "fail", Duration.ofMinutes(1));

        assertThat(assertProblem("startup-failed", () -> run(training)).what()).contains("exit code 3");
    }

    @Test
    void runWhenItRunsOnEndsItAfterTheTime() throws Exception {
        long start = System.nanoTime();

        run(training(Optional.empty(), "sleep", Duration.ofSeconds(1)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
    }
}
