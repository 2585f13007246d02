package dev.lapstrake.startup;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Runs an application as its training says, and ends it as Kubernetes does: SIGTERM, and time to end.
 *
 * @param command what is run
 */
record TrainingRun(JavaRun java, Training training, Command command) {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int PAUSE_MILLIS = 50;

    /**
     * What is run.
     *
     * @param mainClass that is started
     * @param isSpringBoot true if it can be told to end when it has started, and to listen elsewhere
     * @param port that it listens on, where that is plain to see
     */
    record Command(String mainClass, boolean isSpringBoot, OptionalInt port) {}

    /**
     * @param options of the JVM, the class path among them
     * @throws BuildException if the application fails, or does not get ready in time
     */
    void run(List<String> options) throws IOException, BuildException {
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
        run(arguments, own, ready.map(TrainingClient::new));
    }

    private void run(List<String> arguments, Training own, Optional<TrainingClient> client)
            throws IOException, BuildException {
        if (client.isPresent()) {
            requireSilence(client.get());
        }
        java.with(own.environment()).watched(arguments, process -> {
            if (client.isPresent()) {
                exercise(process, client.get());
            } else {
                awaitEnd(process);
            }
            return end(process);
        });
    }

    private boolean listensThere(URI ready) {
        return command.port().isPresent() && command.port().getAsInt() == ready.getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static URI at(URI address, int port) {
        return URI.create(address.toString().replaceFirst(":" + address.getPort() + "(?=/|$)", ":" + port));
    }

    /** Whoever answers before the application has started would be trained in its place. */
    private static void requireSilence(TrainingClient client) throws BuildException {
        if (client.isTaken()) {
            throw new Problem(
                            "startup-address-taken",
                            "Another program answers at the address in <ready> before the application is started.",
                            client.ready().toString(),
                            "end that program, or have the application listen on a port that is free, which is"
                                    + " {port} in <ready>, <environment> and <arguments>")
                    .exception();
        }
    }

    /** One that has no address may run for ever, as servers do: then the time is all that it gets. */
    private void awaitEnd(Process process) throws IOException, BuildException, InterruptedException {
        boolean hasEnded = process.waitFor(training.timeout().toMillis(), TimeUnit.MILLISECONDS);
        if (hasEnded && process.exitValue() != 0) {
            throw java.failed("ended with exit code " + process.exitValue());
        }
        if (!hasEnded && command.isSpringBoot()) {
            throw java.failed("did not start within " + training.timeout().toSeconds()
                    + " s (Spring Boot before 3.2 needs <ready>)");
        }
    }

    private void exercise(Process process, TrainingClient client)
            throws IOException, BuildException, InterruptedException {
        awaitReady(process, client);
        for (TrainingRequest request : training.requests()) {
            Optional<Integer> status = client.send(request);
            if (status.isEmpty()) {
                process.waitFor(1, TimeUnit.SECONDS); // one that ends closes its connections first
                requireAlive(process, "at " + request);
                throw java.failed("did not answer to " + request);
            }
            if (!TrainingClient.isGood(status.get())) {
                throw java.failed("was answered " + status.get() + " to " + request);
            }
        }
    }

    private void awaitReady(Process process, TrainingClient client)
            throws IOException, BuildException, InterruptedException {
        long end = System.nanoTime() + training.timeout().toNanos();
        while (!client.isReady()) {
            requireAlive(process, "before " + client.ready() + " answered");
            if (System.nanoTime() > end) {
                throw java.failed("did not answer at " + client.ready() + " within "
                        + training.timeout().toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        requireAlive(process, "when " + client.ready() + " answered");
    }

    private void requireAlive(Process process, String when) throws IOException, BuildException {
        if (!process.isAlive()) {
            throw java.failed("ended " + when + ", with exit code " + process.exitValue());
        }
    }

    /** The JVM writes down what it has learnt when it ends. */
    private int end(Process process) throws IOException, BuildException, InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw java.failed("did not end within " + GRACE.toSeconds() + " s after SIGTERM");
        }
        return process.exitValue();
    }
}
