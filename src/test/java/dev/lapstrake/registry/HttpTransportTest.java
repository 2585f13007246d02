package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.http.Call;
import dev.lapstrake.http.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of connections. */
class HttpTransportTest {
    @TempDir
    Path folder;

    @Test
    void sendWhenAConnectionHasStalledOpensAnother() throws IOException {
        Duration second = Duration.ofSeconds(5);
        Duration half = Duration.ofMillis(500);
        try (SilentServer server = new SilentServer(folder.resolve("keys.p12"))) {
            Network network = Network.of(Set.of(server.address())).with(new Timeouts(second, half, half));
            Transport transport = new HttpTransport(network);
            Call call = Call.of("GET", URI.create("https://" + server.address() + "/v2/"));

            for (int sent = 1; sent <= 2; sent++) {
                assertThatThrownBy(() -> transport.send(call)).hasMessageContaining("gave no answer");
                assertThat(server.connections).hasValue(sent);
            }
        }
    }
}
