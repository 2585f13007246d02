package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.http.Timeouts;
import dev.lapstrake.net.ClientCertificate;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.ProxyServer;
import dev.lapstrake.net.Tls;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to a registry: through a proxy, with a company's certificates, and with one's own. */
class NetworkTest {
    private static final String ANNE = "Basic YW5uZTpzZWNyZXQ="; // anne:secret

    @TempDir
    static Path folder;

    private final Path keys = folder.resolve("keys.p12");

    private static Optional<ProxyServer> server(String address, String login) {
        return Optional.of(
                new ProxyServer("127.0.0.1", Integer.parseInt(address.replaceFirst(".*:", "")), Optional.of(login)));
    }

    private static Proxies proxies(RawServer proxy, String login) {
        return Proxies.NONE.and("http", server(proxy.address(), login).orElseThrow(), "");
    }

    /** What is wrong with a registry that has no image; nothing if all is well. */
    private static String failure(Network network) throws IOException {
        Registries registries = new Registries(
                FastTime.access().with(network.with(Timeouts.STANDARD)).with(Persistence.NONE));
        try {
            ImageReference image = new ImageReference(TlsServer.NAME, "app", "1", null);
            registries.repository(image, Access.PULL).digestOf("1");
            return "";
        } catch (BuildException e) {
            return e.problem().id();
        }
    }

    private String failure(Proxies proxies, Tls tls) throws IOException {
        return failure(new Network(Set.of(), Timeouts.STANDARD, proxies, Map.of(TlsServer.NAME, tls)));
    }

    private Path caFile() throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), TlsServer.PASSPHRASE.toCharArray());
        byte[] certificate = store.getCertificate("a").getEncoded();
        return Files.writeString(folder.resolve("ca.pem"), "A company\n" + pem("CERTIFICATE", certificate));
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    @Test
    void sendWhenProxyAndCompanyAreKnownReachesTheRegistry() throws Exception {
        try (TlsServer registry = new TlsServer(keys);
                TunnelServer proxy = new TunnelServer(registry.address(), ANNE)) {
            Tls company = new Tls(List.of(caFile()), Optional.empty());

            assertThat(failure(proxies(proxy, "anne:secret"), company)).isEmpty();
            assertThat(failure(proxies(proxy, "anne:secret"), Tls.STANDARD)).isEqualTo("registry-unreachable");
            assertThat(failure(proxies(proxy, "anne:wrong"), company)).isEqualTo("proxy-refused");
            assertThat(registry.headers).contains("User-agent").doesNotContain("Proxy-authorization");
            assertThat(proxy.seen).allMatch(head -> head.startsWith("CONNECT registry.example.com:443 "));
        }
    }

    @Test
    void sendWhenRegistryWantsACertificateShowsIt() throws Exception {
        try (TlsServer registry = new TlsServer(keys, true);
                TunnelServer proxy = new TunnelServer(registry.address(), ANNE)) {
            Proxies proxies = proxies(proxy, "anne:secret");
            List<Path> caFile = List.of(caFile());
            ClientCertificate store = new ClientCertificate(keys, TlsServer.PASSPHRASE);
            ClientCertificate pem = new ClientCertificate(pemFile(), "");

            assertThat(failure(proxies, new Tls(caFile, Optional.of(store)))).isEmpty();
            assertThat(failure(proxies, new Tls(caFile, Optional.of(pem)))).isEmpty();
            assertThat(failure(proxies, new Tls(caFile, Optional.empty()))).isEqualTo("registry-unreachable");
        }
    }

    @Test
    void sendWhenRegistryIsNotVerifiedShowsTheCertificateAllTheSame() throws Exception {
        try (TlsServer registry = new TlsServer(keys, true);
                TunnelServer proxy = new TunnelServer(registry.address(), ANNE)) {
            ClientCertificate client = new ClientCertificate(keys, TlsServer.PASSPHRASE);
            Map<String, Tls> tls = Map.of(TlsServer.NAME, new Tls(List.of(), Optional.of(client)));

            assertThat(failure(
                            new Network(Set.of(TlsServer.NAME), Timeouts.STANDARD, proxies(proxy, "anne:secret"), tls)))
                    .isEmpty();
            assertThat(registry.headers).contains("User-agent");
        }
    }

    @Test
    void originWhenPortIsTheUsualOneIsTheSameWithoutIt() {
        URI bare = URI.create("https://R.example.com/v2/");
        URI full = URI.create("HTTPS://r.example.com:443/v2/blobs/uploads/1");
        Tls own = new Tls(List.of(Path.of("own.pem")), Optional.empty());

        assertThat(PeerTrust.isSameOrigin(bare, full)).isTrue();
        assertThat(PeerTrust.isSameOrigin(bare, URI.create("http://r.example.com:443/")))
                .isFalse();
        assertThat(PeerTrust.isSameOrigin(bare, URI.create("https://r.example.com:8443/")))
                .isFalse();
        for (String name : List.of("r.example.com", "r.example.com:443")) {
            Network network = new Network(Set.of(name), Timeouts.STANDARD, Proxies.NONE, Map.of(name, own));
            for (URI uri : List.of(bare, full)) {
                assertThat(network.trust().isNamed(uri)).as(name).isTrue();
                assertThat(network.tls(uri)).as(name).isEqualTo(own);
            }
            assertThat(network.tls(URI.create("https://r.example.com:8443/"))).isEqualTo(Tls.STANDARD);
        }
    }

    private Path pemFile() throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), TlsServer.PASSPHRASE.toCharArray());
        Key key = store.getKey("a", TlsServer.PASSPHRASE.toCharArray());
        String text = pem("PRIVATE KEY", key.getEncoded())
                + pem("CERTIFICATE", store.getCertificate("a").getEncoded());
        return Files.writeString(folder.resolve("client.pem"), text);
    }

    @Test
    void contextWhenFilesCannotBeReadSaysSo() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        for (Path file : Set.of(empty, folder.resolve("missing.pem"))) {
            assertProblem("ca-file-unreadable", new Tls(List.of(file), Optional.empty()));
            assertProblem(
                    "client-certificate-unreadable",
                    new Tls(List.of(), Optional.of(new ClientCertificate(file, "secret"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "missing.p12"})
    void contextWhenTheJvmsKeyStoreCannotBeReadSaysSo(String keyStore) {
        String before = System.getProperty("javax.net.ssl.keyStore");
        try {
            System.setProperty("javax.net.ssl.keyStore", keyStore);
            assertThatThrownBy(() -> Tls.STANDARD.context(new UnverifiedTls()))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("jvm-tls-unusable"));
        } finally {
            if (before == null) {
                System.clearProperty("javax.net.ssl.keyStore");
            } else {
                System.setProperty("javax.net.ssl.keyStore", before);
            }
        }
    }

    private static void assertProblem(String id, Tls tls) {
        assertThatThrownBy(tls::context)
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo(id))
                .hasMessageNotContaining("secret");
    }

    @Test
    void sendWhenRegistryIsInTheClearAsksTheProxyForIt() throws IOException {
        try (FakeServer proxy = new FakeServer(seen -> FakeServer.Answered.of(404, ""))) {
            Proxies proxies = Proxies.NONE.and(
                    "http", server(proxy.address(), "anne:secret").orElseThrow(), "");
            Network network = new Network(Set.of(TlsServer.NAME), Timeouts.STANDARD, proxies, Map.of());

            assertThat(failure(network)).isEmpty();
            assertThat(proxy.seen)
                    .extracting(FakeServer.Seen::uri)
                    .contains("http://registry.example.com/v2/app/manifests/1");
        }
    }
}
