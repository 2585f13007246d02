package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.http.Timeouts;
import dev.lapstrake.net.ClientCertificate;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.Tls;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules of one build, each with registries of its own. */
class SharedConnectionsTest {
    @TempDir
    Path folder;

    private final SharedConnections connections = new SharedConnections();

    private static Network network(Set<String> insecure, Tls tls) {
        return new Network(insecure, Timeouts.STANDARD, Proxies.NONE, Map.of("", tls));
    }

    private Registries module() {
        RegistryAccess access = new RegistryAccess(
                CredentialChain.NONE, network(Set.of(), Tls.STANDARD), Map.of(), Persistence.STANDARD);
        return new Registries(access, connections);
    }

    @Test
    void aSecondModuleNeitherConnectsNorAsksWhereTheRegistryIs() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(Layout.at(folder.resolve("remote")));
                FaultProxy proxy = new FaultProxy(registry.address(), request -> Optional.empty())) {
            ImageReference image = ImageReference.parse(proxy.address() + "/app:1", "image");
            module().repository(image, Access.PULL).manifest("1");
            assertThat(proxy.seen).extracting(request -> request.uri()).containsExactly("/v2/", "/v2/app/manifests/1");
            proxy.seen.clear();
            module().repository(image, Access.PULL).manifest("1");
            assertThat(proxy.seen).extracting(request -> request.uri()).containsExactly("/v2/app/manifests/1");
        }
    }

    @Test
    void ofIsTheSameForModulesThatReachRegistriesInTheSameWay() {
        Tls ca = new Tls(List.of(Path.of("ca.pem")), Optional.empty());
        HttpTransport plain = connections.of(network(Set.of(), Tls.STANDARD));
        assertThat(connections.of(network(Set.of(), Tls.STANDARD))).isSameAs(plain);
        assertThat(connections.of(network(Set.of("registry:80"), Tls.STANDARD))).isNotSameAs(plain);
        assertThat(connections.of(network(Set.of(), ca)))
                .isNotSameAs(plain)
                .isSameAs(connections.of(network(Set.of(), ca)));
    }

    @Test
    void ofWhenACertificateSaysWhoAsksIsNobodyElses() {
        Tls certified = new Tls(List.of(), Optional.of(new ClientCertificate(folder.resolve("a.p12"), "secret")));
        assertThat(connections.of(network(Set.of(), certified)))
                .isNotSameAs(connections.of(network(Set.of(), certified)));
    }
}
