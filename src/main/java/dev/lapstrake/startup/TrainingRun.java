package dev.lapstrake.startup;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs an application as its training says, and ends it as Kubernetes does: SIGTERM, and time to end.
 *
 * @param command what is run
 */
record TrainingRun(JavaRun run, Training training, Command command) {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int PAUSE_MILLIS = 50;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int FIRST_ERROR = 400;

    /**
     * What is run.
     *
     * @param mainClass that is started
     * @param isSpringBoot true if it can be told to end when it has started, and to listen elsewhere
     * @param port that it listens on, where that is plain to see
     */
    record Command(String mainClass, boolean isSpringBoot, Optional<Integer> port) {}

    /**
     * @param options of the JVM, the class path among them
     * @throws BuildException if the application fails, or does not get ready in time
     */
    void with(List<String> options) throws IOException, BuildException {
        int free = freePort();
        Training own = training.at(free);
        List<String> arguments = new ArrayList<>(options);
        Optional<URI> ready = own.ready().map(URI::create);
        if (command.isSpringBoot() && ready.isEmpty()) {
            arguments.addAll(List.of("-Dspring.context.exit=onRefresh", "-Dserver.port=0"));
        } else if (command.isSpringBoot() && listensThere(ready.orElseThrow())) {
            arguments.add("-Dserver.port=" + free);
            ready = ready.map(address -> at(address, free));
        }
        arguments.add(command.mainClass());
        arguments.addAll(own.arguments());
        Optional<URI> address = ready;
        run.with(own.environment()).watched(arguments, process -> {
            if (address.isPresent()) {
                exercise(process, address.get());
            } else {
                awaitEnd(process);
            }
            return end(process);
        });
    }

    private boolean listensThere(URI ready) {
        return command.port().isPresent() && command.port().get() == ready.getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static URI at(URI address, int port) {
        return URI.create(address.toString().replaceFirst(":" + address.getPort() + "(?=/|$)", ":" + port));
    }

    /** One that has no address may run for ever, as servers do: then the time is all that it gets. */
    private void awaitEnd(Process process) throws IOException, BuildException, InterruptedException {
        boolean hasEnded = process.waitFor(training.timeout().toMillis(), TimeUnit.MILLISECONDS);
        if (hasEnded && process.exitValue() != 0) {
            throw run.failed("ended with exit code " + process.exitValue());
        }
        if (!hasEnded && command.isSpringBoot()) {
            throw run.failed("did not start within " + training.timeout().toSeconds() + " s");
        }
    }

    private void exercise(Process process, URI ready) throws IOException, BuildException, InterruptedException {
        long end = System.nanoTime() + training.timeout().toNanos();
        while (!isReady(ready)) {
            if (!process.isAlive()) {
                throw run.failed("ended before " + ready + " answered, with exit code " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                throw run.failed("did not answer at " + ready + " within "
                        + training.timeout().toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        for (TrainingRequest request : training.requests()) {
            int status = send(request, ready);
            if (status >= FIRST_ERROR) {
                throw run.failed("was answered " + status + " to " + request.method() + " " + request.path());
            }
        }
    }

    private static boolean isReady(URI address) {
        try {
            return status(open(address, "GET")) < FIRST_ERROR;
        } catch (IOException e) {
            return false;
        }
    }

    private static int send(TrainingRequest request, URI server) throws IOException {
        HttpURLConnection connection = open(server.resolve(request.path()), request.method());
        if (request.body().isPresent()) {
            Path body = request.body().get();
            connection.setDoOutput(true);
            connection.setRequestProperty(
                    "Content-Type",
                    body.toString().endsWith(".json") ? "application/json" : "application/octet-stream");
            try (OutputStream out = connection.getOutputStream()) {
                Files.copy(body, out);
            }
        }
        return status(connection);
    }

    private static HttpURLConnection open(URI address, String method) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setRequestMethod(method);
        return connection;
    }

    /** Reads the whole answer, as clients do. */
    private static int status(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (var body = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
            if (body != null) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        }
        return status;
    }

    private int end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
