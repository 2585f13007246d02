package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.ProxyServer;
import dev.lapstrake.trace.TraceReader;
import dev.lapstrake.trace.Tracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", exchange -> answer(exchange, 200, "content"));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/file");
            answer(exchange, 302, "");
        });
        server.createContext("/loop", exchange -> {
            exchange.getResponseHeaders().add("Location", "/loop");
            answer(exchange, 302, "");
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
            answer(exchange, 302, "");
        });
        server.createContext("/flaky", exchange -> answer(exchange, requests.incrementAndGet() < 2 ? 503 : 200, "up"));
        server.createContext("/forbidden", exchange -> {
            requests.incrementAndGet();
            answer(exchange, 403, "");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Remote remote(String path) {
        return new Remote(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), Proxies.NONE);
    }

    private Path target() {
        return folder.resolve("target");
    }

    @Test
    void fetchIsASpanWithoutWhatMayBeSecret() throws Exception {
        Path file = folder.resolve("trace.json");
        URI address =
                URI.create("http://anne:secret@127.0.0.1:" + server.getAddress().getPort() + "/file?token=abc");
        try (Tracing tracing = new Tracing(file, Instant.now(), "build", BuildLog.SILENT)) {
            tracing.record(log -> new Remote(address, Proxies.NONE, log).fetch(target(), 100));
        }
        assertThat(file).content().doesNotContain("anne", "secret", "abc");
        TraceReader trace = TraceReader.read(file);
        assertThat(trace.names("http"))
                .containsExactly("GET http://127.0.0.1:" + server.getAddress().getPort() + "/file");
        assertThat(TraceReader.detail(trace.of("http").get(0), "received")).isEqualTo("7");
    }

    @Test
    void fetchWhenThereWritesIt() throws Exception {
        assertThat(remote("/file").fetch(target(), 100)).isTrue();
        assertThat(target()).hasContent("content");
    }

    @Test
    void fetchWhenThereIsAProxyGoesThroughIt() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        server.createContext("/debian", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            seen.add(exchange.getRequestURI() + " " + login);
            exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"x\"");
            answer(exchange, login == null ? 407 : 200, "content");
        });
        ProxyServer proxy = new ProxyServer("127.0.0.1", server.getAddress().getPort(), Optional.of("anne:secret"));
        Proxies proxies = Proxies.NONE.and("http", proxy, "");

        assertThat(new Remote(URI.create("http://archive.example.com/debian/x"), proxies).fetch(target(), 100))
                .isTrue();
        assertThat(seen)
                .containsExactly(
                        "http://archive.example.com/debian/x null",
                        "http://archive.example.com/debian/x Basic YW5uZTpzZWNyZXQ=");
    }

    @Test
    void fetchWhenRedirectedFollows() throws Exception {
        assertThat(remote("/moved").fetch(target(), 100)).isTrue();
        assertThat(target()).hasContent("content");
    }

    @Test
    void fetchWhenRedirectedAstrayFails() {
        assertProblem("archive-unreachable", () -> remote("/loop").fetch(target(), 100));
        assertProblem("archive-unreachable", () -> remote("/elsewhere").fetch(target(), 100));
    }

    @Test
    void fetchWhenLongerThanExpectedStopsOneByteLater() throws Exception {
        assertThat(remote("/file").fetch(target(), 3)).isTrue();
        assertThat(target()).hasContent("cont");
    }

    @Test
    void fetchWhenMissingSaysSo() throws Exception {
        assertThat(remote("/missing").fetch(target(), 100)).isFalse();
    }

    @Test
    void fetchWhenThePeerRecoversTriesAgain() throws Exception {
        assertThat(remote("/flaky").fetch(target(), 100)).isTrue();
        assertThat(target()).hasContent("up");
    }

    @Test
    void fetchWhenRefusedDoesNotTryAgain() {
        assertProblem("archive-unreachable", () -> remote("/forbidden").fetch(target(), 100));
        assertThat(requests).hasValue(1);
    }

    @Test
    void fetchWhenNobodyListensFails() {
        Remote remote = remote("/file");
        server.stop(0);
        assertProblem("archive-unreachable", () -> remote.fetch(target(), 100));
    }
}
