package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.deb.DebBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes from a server that knows again what it gave. */
class ConditionalRequestTest {
    @TempDir
    Path folder;

    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private FakeArchive fake;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeArchive(folder).add(DebBuilder.of("tool", "1.0")).publish();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] bytes = Files.readAllBytes(
                folder.resolve(exchange.getRequestURI().getPath().substring(1)));
        String etag = "\"" + Digest.of(bytes).brief() + " of it\"";
        boolean known = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                && "Wed, 25 Nov 2026 12:00:00 GMT"
                        .equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
        answers.add(known ? 304 : 200);
        exchange.getResponseHeaders().add("ETag", etag);
        exchange.getResponseHeaders().add("Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT");
        exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : bytes.length);
        if (!known) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Digest open(Duration later) throws IOException, BuildException {
        ArchiveRequest request =
                fake.request("http://127.0.0.1:" + server.getAddress().getPort() + "/debian");
        return Archive.open(request.at(Clock.offset(Clock.systemUTC(), later)), BuildLog.SILENT)
                .state();
    }

    @Test
    void openWhenNothingChangedKeepsWhatItHasAndAsksAgainAnHourLater() throws Exception {
        Digest first = open(Duration.ZERO);
        assertThat(open(Duration.ofMinutes(61))).isEqualTo(first);
        assertThat(answers).containsExactly(200, 200, 200, 304, 304, 304);
        open(Duration.ofMinutes(100));
        assertThat(answers).hasSize(6);
        open(Duration.ofMinutes(122));
        assertThat(answers).hasSize(9).endsWith(304, 304, 304);
    }

    @Test
    void openWhenSomethingChangedFetchesIt() throws Exception {
        Digest first = open(Duration.ZERO);
        fake.add("trixie-security", DebBuilder.of("tool", "1.1")).publish();
        assertThat(open(Duration.ofMinutes(61))).isNotEqualTo(first);
        assertThat(answers.subList(3, 6)).contains(200);
    }

    @Test
    void openWhenWhatIsUnchangedHasExpiredMeanwhileFails() throws Exception {
        fake.field("Valid-Until", FakeArchive.date(Instant.now().plusSeconds(600)))
                .publish();
        open(Duration.ZERO);
        assertProblem("archive-expired", () -> open(Duration.ofMinutes(61)));
        assertThat(answers).endsWith(304);
    }
}
