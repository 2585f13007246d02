package dev.lapstrake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.net.Proxies;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.RawServer;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what becomes of connections. */
class HttpTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String YES = OK + "Content-Length: 3\r\n\r\nyes";
    private static final Content LARGE = Content.of(new byte[16 << 20]);

    private final Http http = http(Duration.ofSeconds(20));

    private static Http http(Duration patience) {
        return new Http(new Timeouts(Duration.ofSeconds(5), patience, patience), Proxies.NONE, server -> {
            throw new IllegalStateException("no TLS here");
        });
    }

    private static Call call(String method, RawServer server, String path) {
        return Call.of(method, URI.create("http://" + server.address() + path));
    }

    private static String text(Response response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String get(RawServer server) throws IOException, BuildException {
        return text(http.send(call("GET", server, "/")));
    }

    @Test
    void sendWritesOneHeadAndTheBody() throws Exception {
        try (ScriptedServer server = new ScriptedServer(YES, YES)) {
            text(http.send(call("PUT", server, "/a%20b?c=%2F").with(Content.of("body"), "text/plain")));
            text(http.send(call("POST", server, "")));

            assertThat(server.seen)
                    .containsExactly(
                            "PUT /a%20b?c=%2F HTTP/1.1\r\nContent-Length: 4\r\nContent-Type: text/plain\r\nHost: "
                                    + server.address() + "\r\nUser-Agent: lapstrake\r\n\r\nbody",
                            "POST / HTTP/1.1\r\nContent-Length: 0\r\nHost: " + server.address()
                                    + "\r\nUser-Agent: lapstrake\r\n\r\n");
        }
    }

    @Test
    void connectSparesTheNextRequestAConnection() throws Exception {
        try (ScriptedServer server = new ScriptedServer(YES, YES)) {
            URI address = URI.create("http://" + server.address());
            http.connect(address);
            http.connect(address);
            assertThat(get(server)).isEqualTo("yes");
            http.connect(address);
            assertThat(get(server)).isEqualTo("yes");
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\n\r\nyes",
                "content-length: 3\r\nContent-Length: 3\r\n\r\nyes",
                "Transfer-Encoding: chunked\r\n\r\n1\r\ny\r\n02;more=1\r\nes\r\n0\r\nTrailer: 1\r\n\r\n"
            })
    void sendWhenTheBodySaysWhereItEndsKeepsTheConnection(String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK + answer, "HTTP/1.1 103 Hints\r\n\r\n" + YES)) {
            assertThat(get(server)).isEqualTo("yes");
            assertThat(get(server)).isEqualTo("yes");
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nyes",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nyes",
                "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nyes"
            })
    void sendWhenTheServerWantsNoMoreOpensAnother(String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer(answer, YES)) {
            assertThat(get(server)).isEqualTo("yes");
            assertThat(get(server)).isEqualTo("yes");
            assertThat(server.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET"})
    void sendWhenThereIsNoBodyWaitsForNone(String method) throws Exception {
        String head = method.equals("HEAD") ? OK : "HTTP/1.1 304 Not Modified\r\n";
        try (ScriptedServer server = new ScriptedServer(head + "Content-Length: 7\r\nETag: \"x\"\r\n\r\n", YES)) {
            Response response = http.send(call(method, server, "/"));

            assertThat(text(response)).isEmpty();
            assertThat(response.headers().first("etag")).contains("\"x\"");
            assertThat(get(server)).isEqualTo("yes");
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2p1\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: 1\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length : 3\r\n\r\nyes",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nyes",
                "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nyes",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nyes\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nyes\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nyes"
            })
    void sendWhenTheAnswerIsNoneFails(String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer(answer)) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void sendWhenAHeadHasNoEndGivesUp() throws Exception {
        String endless = OK + "Field: 0123456789\r\n".repeat(1 << 14);
        try (ScriptedServer server = new ScriptedServer(endless)) {
            assertThatThrownBy(() -> get(server)).hasMessageContaining("too long");
        }
    }

    @Test
    void sendWhenAKeptConnectionIsClosedAsksAgainButSendsNothingTwice() throws Exception {
        try (ScriptedServer server = new ScriptedServer(YES, ScriptedServer.HANG_UP, YES, ScriptedServer.HANG_UP)) {
            assertThat(get(server)).isEqualTo("yes");
            assertThat(get(server)).isEqualTo("yes");
            assertThatThrownBy(() -> http.send(call("POST", server, "/"))).isInstanceOf(IOException.class);
            assertThat(server.seen).hasSize(4);
        }
    }

    @Test
    void sendWhenAnAnswerWasNotReadToItsEndOpensAnother() throws Exception {
        try (ScriptedServer server = new ScriptedServer(YES, YES)) {
            http.send(call("GET", server, "/")).body().close();
            assertThat(get(server)).isEqualTo("yes");
            assertThat(server.connections).hasValue(2);
        }
    }

    /** Answers when it has seen the head, and reads no more. */
    @Test
    void sendWhenTheAnswerComesBeforeTheEndOfTheRequestStops() throws Exception {
        try (RawServer server = new Hasty("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")) {
            Response response = http.send(call("PUT", server, "/").with(LARGE, "text/plain"));
            assertThat(response.status()).isEqualTo(413);
        }
    }

    @Test
    void sendWhenNothingIsTakenHangsUp() throws Exception {
        Http hasty = http(Duration.ofMillis(300));
        try (RawServer server = new Hasty("")) {
            Call call = call("PUT", server, "/").with(LARGE, "text/plain");
            assertThatThrownBy(() -> hasty.send(call))
                    .isInstanceOf(TimedOut.class)
                    .hasMessageStartingWith("took no more");
            assertThatThrownBy(() -> hasty.send(call("GET", server, "/")))
                    .isInstanceOf(TimedOut.class)
                    .hasMessageStartingWith("gave no answer");
        }
    }

    @Test
    void sendWhenTheBodyStopsSaysSo() throws Exception {
        Http hasty = http(Duration.ofMillis(300));
        try (ScriptedServer server = new ScriptedServer(OK + "Content-Length: 4\r\n\r\nyes")) {
            Response response = hasty.send(call("GET", server, "/"));
            assertThatThrownBy(() -> text(response))
                    .isInstanceOf(TimedOut.class)
                    .hasMessageStartingWith("sent nothing");
        }
    }

    @Test
    void sendWhenInterruptedStopsWaiting() throws Exception {
        try (RawServer server = new Hasty("")) {
            AtomicReference<Exception> failure = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    get(server);
                } catch (IOException | BuildException e) {
                    failure.set(e);
                }
            });
            thread.start();
            thread.interrupt();
            thread.join(Duration.ofSeconds(10).toMillis());

            assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
        }
    }

    @Test
    void sendWhenAFieldWouldEndTheHeadRefuses() throws Exception {
        try (ScriptedServer server = new ScriptedServer(YES)) {
            Call call = call("GET", server, "/").with("Authorization", "Bearer a\r\nHost: other");
            assertThatThrownBy(() -> http.send(call)).hasMessageContaining("Authorization");
            assertThat(server.seen).isEmpty();
        }
    }

    @Test
    void sendWhenTheBodyCannotBeReadSaysThatItIsOurs() throws Exception {
        try (ScriptedServer server = new ScriptedServer(YES)) {
            Content missing = Content.slice(Path.of("missing"), 0, 3);
            assertThatThrownBy(() -> http.send(call("PUT", server, "/").with(missing, "text/plain")))
                    .isInstanceOf(UnreadableBody.class);
        }
    }

    /** Reads one byte, says something, and then reads nothing more. */
    private static final class Hasty extends RawServer {
        private final String answer;

        Hasty(String answer) throws IOException {
            this.answer = answer;
            start();
        }

        @Override
        protected void serve(Socket socket) throws IOException {
            socket.getInputStream().read();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
