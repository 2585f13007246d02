package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.credentials.CredentialChain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {
    @TempDir
    static Path folder;

    private static String failure(String registry, String... insecure) {
        Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of(insecure)));
        try {
            registries
                    .repository(new ImageReference(registry, "app", "1", null), Access.PULL)
                    .digestOf("1");
            return "";
        } catch (BuildException e) {
            return e.problem().id() + ": " + e.problem().what();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void sendWhenNothingListensSaysSo() throws IOException {
        assertThat(failure("127.0.0.1:" + freePort()))
                .startsWith("registry-unreachable:")
                .contains("refused the connection");
    }

    @Test
    void sendWhenHostIsUnknownSaysSo() {
        assertThat(failure("registry.invalid"))
                .startsWith("registry-unreachable:")
                .contains("no name server knows");
    }

    @Test
    void sendWhenNameCannotBeOneSaysSo() {
        assertThat(failure("localhost:99999")).startsWith("registry-unreachable:");
        assertThat(failure("[:::::::::]")).startsWith("registry-unreachable:");
        assertThat(failure("a..b")).startsWith("registry-unreachable:");
    }

    @Test
    void sendWhenCertificateIsUnknownSaysSo() throws IOException {
        try (TlsServer server = new TlsServer(folder.resolve("keys.p12"))) {
            assertThat(failure(server.address()))
                    .startsWith("registry-unreachable:")
                    .contains("can't be trusted, TLS says:");
        }
    }

    @Test
    void sendWhenRegistryIsNamedTakesAnyCertificate() throws IOException {
        try (TlsServer server = new TlsServer(folder.resolve("keys.p12"))) {
            assertThat(failure(server.address(), server.address())).isEmpty();
        }
    }

    @Test
    void sendWhenLoopbackSpeaksPlainHttpUsesIt() throws IOException {
        try (FakeServer server = new FakeServer(seen -> FakeServer.Answered.of(404, ""))) {
            assertThat(failure(server.address())).isEmpty();
            assertThat(failure(server.address().replace("127.0.0.1", "localhost"), "localhost"))
                    .isEmpty();
        }
    }

    @Test
    void checkWhenAddressIsInTheClearWantsItNamed() {
        PeerTrust trust = new PeerTrust(Set.of("Registry.Example.com:5000"));

        assertThatCode(() -> trust.check(URI.create("http://registry.example.com:5000/v2/")))
                .doesNotThrowAnyException();
        assertThatCode(() -> trust.check(URI.create("http://[::1]:5000/v2/"))).doesNotThrowAnyException();
        for (String address : Set.of(
                "http://registry.example.com/v2/",
                "http://registry.example.com:5001/",
                "http://127.0.0.1.example.com/",
                "http://localhost.example.com/",
                "http://anne@example.com/")) {
            assertThatThrownBy(() -> trust.check(URI.create(address)))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("registry-insecure"));
        }
    }
}
