package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.net.ClientCertificate;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.ProxyServer;
import dev.lapstrake.net.Tls;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RegistryParameterTest {
    private static final URI REGISTRY = URI.create("https://registry.example.com/v2/");

    private static RegistryParameter registry(String name, String... mirrors) {
        RegistryParameter registry = new RegistryParameter();
        registry.name = name;
        registry.mirrors = List.of(mirrors);
        return registry;
    }

    private static void assertProblem(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo(id));
    }

    @Test
    void registryIsNamedAsInParsedNames() throws BuildException {
        assertThat(registry("docker.io").registry()).isEqualTo(ImageReference.DOCKER_HUB);
        assertThat(registry("localhost:5000").registry()).isEqualTo("localhost:5000");
        assertThat(registry("r.example.com", " m.example.com/hub/x ", "m.example.com:5000")
                        .mirrors())
                .containsExactly("m.example.com/hub/x", "m.example.com:5000");
    }

    @Test
    void registryWhenNameCanBeNoneSaysSo() {
        for (String name : List.of("", "hub", "https://r.example.com", "r.example.com/A B", "r.example.com/a:1")) {
            assertProblem("registry-name-malformed", () -> registry(name).registry());
            assertProblem(
                    "registry-name-malformed", () -> registry("docker.io", name).mirrors());
        }
    }

    @Test
    void tlsTakesTheCommonCaFileAndTheRegistrysOwn() {
        RegistryParameter registry = registry("r.example.com");
        Optional<Path> common = Optional.of(Path.of("common.pem"));

        assertThat(registry.tls(common, "")).isEqualTo(new Tls(List.of(Path.of("common.pem")), Optional.empty()));
        registry.caFile = new File("own.pem");
        registry.clientCertificate = new File("me.p12");
        assertThat(registry.tls(common, "x"))
                .isEqualTo(new Tls(
                        List.of(Path.of("common.pem"), Path.of("own.pem")),
                        Optional.of(new ClientCertificate(Path.of("me.p12"), "x"))));
    }

    private static Proxy proxy(String host, int port) {
        Proxy proxy = new Proxy();
        proxy.setHost(host);
        proxy.setPort(port);
        proxy.setUsername("anne");
        proxy.setPassword("{secret}");
        proxy.setNonProxyHosts("*.internal|other");
        return proxy;
    }

    private static Proxies proxies(Proxy proxy, SettingsProblem... problems) throws BuildException {
        Settings settings = new Settings();
        settings.addProxy(proxy);
        Proxy decrypted = proxy.clone();
        decrypted.setPassword("open");
        return new SettingsProxies(settings, request -> new DecryptedProxy(decrypted, List.of(problems)))
                .with(Map.of("HTTPS_PROXY", "http://env.example.com:1"));
    }

    @Test
    void proxiesWhenSettingsHaveAnActiveOneUseIt() throws BuildException {
        Proxies proxies = proxies(proxy("proxy.example.com", 3128));
        ProxyServer expected = new ProxyServer("proxy.example.com", 3128, Optional.of("anne:open"));

        assertThat(proxies.to(URI.create("http://registry.example.com/"))).contains(expected);
        assertThat(proxies.to(URI.create("http://x.internal/"))).isEmpty();
    }

    @Test
    void proxiesWhenTheOneInSettingsIsNotActiveUseTheEnvironment() throws BuildException {
        Proxy proxy = proxy("proxy.example.com", 3128);
        proxy.setActive(false);

        assertThat(proxies(proxy).to(REGISTRY)).contains(new ProxyServer("env.example.com", 1, Optional.empty()));
    }

    @Test
    void proxiesWhenTheOneInSettingsIsMalformedSaysSo() {
        SettingsProblem locked = new DefaultSettingsProblem("locked", SettingsProblem.Severity.ERROR, "", 0, 0, null);

        assertProblem("settings-proxy-unreadable", () -> proxies(proxy("", 3128)));
        assertProblem("settings-proxy-unreadable", () -> proxies(proxy("proxy.example.com", 99999)));
        assertProblem("settings-proxy-unreadable", () -> proxies(proxy("proxy.example.com", 3128), locked));
    }
}
