package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.credentials.CredentialChain;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
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
    void ofWhenTheConnectionEndsInTheHandshakeIsPassing() {
        SSLException plain = new SSLHandshakeException("Remote host terminated the handshake");
        SSLException ended = new SSLHandshakeException("x");
        ended.initCause(new EOFException("SSL peer shut down incorrectly"));
        for (SSLException cause : List.of(plain, ended, new SSLException(new SocketException("Connection reset")))) {
            PeerException fault = PeerException.of(cause, false);
            assertThat(fault).hasMessageStartingWith("broke the connection: ");
            assertThat(fault.isPassing()).isTrue();
            assertThat(fault.isMistrust()).isFalse();
        }
        PeerException spoken = PeerException.of(new SSLException("Unsupported or unrecognized SSL message"), false);
        assertThat(spoken).hasMessageStartingWith("can't be talked to over TLS: ");
        assertThat(spoken.isPassing()).isFalse();
    }

    @Test
    void ofWhenTheRegistryIsNotTrustedAdvisesACertificateFirst() throws IOException {
        SSLException cause = new SSLHandshakeException("no path");
        cause.initCause(new CertificateException("no path"));
        String fix = new Failures("r/app", Optional.empty(), Optional.empty())
                .of("r", PeerException.of(cause, false))
                .problem()
                .fix();
        assertThat(fix).containsSubsequence("<caFile>", "<insecureRegistries>");
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
                            e -> assertThat(e.problem().id()).isEqualTo("registry-insecure"))
                    .hasMessageNotContaining("anne");
        }
    }
}
