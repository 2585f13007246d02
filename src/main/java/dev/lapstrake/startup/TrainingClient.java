package dev.lapstrake.startup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Talks to an application in training, and to nobody else: it asks no proxy, and goes where no redirect leads.
 *
 * @param ready the address that answers with a success when the application has started
 */
record TrainingClient(URI ready, HttpClient client) {
    private static final int HTTP = 80;
    private static final int FIRST_ERROR = 400;

    /** From the request to the end of the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    TrainingClient(URI ready) {
        this(
                ready,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .connectTimeout(PATIENCE)
                        .build());
    }

    /** True if something listens there. */
    boolean isTaken() {
        int port = ready.getPort() < 0 ? HTTP : ready.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ready.getHost(), port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isReady() throws InterruptedException {
        return status(HttpRequest.newBuilder(ready).build())
                .filter(TrainingClient::isGood)
                .isPresent();
    }

    static boolean isGood(int status) {
        return status < FIRST_ERROR;
    }

    /**
     * Sends a request to the same server, and reads the whole answer, as clients do.
     *
     * @return its status; empty if there is none, or no end of it
     */
    Optional<Integer> send(TrainingRequest request) throws IOException, InterruptedException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(ready.resolve(request.path())).method(request.method(), body(request.body()));
        request.body().ifPresent(file -> builder.header("Content-Type", type(file)));
        return status(builder.build());
    }

    private static BodyPublisher body(Optional<Path> file) throws FileNotFoundException {
        return file.isPresent() ? BodyPublishers.ofFile(file.get()) : BodyPublishers.noBody();
    }

    private static String type(Path file) {
        return file.toString().endsWith(".json") ? "application/json" : "application/octet-stream";
    }

    private Optional<Integer> status(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return Optional.of(
                    answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            return Optional.empty();
        }
    }
}
