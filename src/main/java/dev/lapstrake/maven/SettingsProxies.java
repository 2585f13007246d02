package dev.lapstrake.maven;

import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.ProxyServer;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The active proxies of Maven's settings, with encrypted passwords, too; and after them those of the environment. */
record SettingsProxies(Settings settings, SettingsDecrypter decrypter) {
    Proxies with(Map<String, String> environment) throws BuildException {
        Proxies proxies = Proxies.NONE;
        for (Proxy proxy : settings.getProxies()) {
            if (proxy.isActive()) {
                String without = Optional.ofNullable(proxy.getNonProxyHosts()).orElse("");
                proxies = proxies.and(proxy.getProtocol(), server(proxy), without);
            }
        }
        return proxies.and(environment);
    }

    private ProxyServer server(Proxy proxy) throws BuildException {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        if (!result.getProblems().isEmpty()) {
            throw malformed(proxy, "The <proxy> in settings.xml has a password that can't be read.");
        }
        Optional<String> login = Optional.ofNullable(result.getProxy().getUsername())
                .map(user -> user + ":"
                        + Optional.ofNullable(result.getProxy().getPassword()).orElse(""));
        try {
            return new ProxyServer(Optional.ofNullable(proxy.getHost()).orElse(""), proxy.getPort(), login);
        } catch (IllegalArgumentException e) {
            throw malformed(proxy, "The <proxy> in settings.xml has no host or no port that can be one.");
        }
    }

    private static BuildException malformed(Proxy proxy, String what) {
        return new Problem(
                        "settings-proxy-unreadable",
                        what,
                        proxy.getId(),
                        "write <host> and <port>, and <username> and <password> if it wants them; an encrypted password"
                                + " needs the master password in settings-security.xml")
                .exception();
    }
}
