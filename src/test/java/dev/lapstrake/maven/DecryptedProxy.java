package dev.lapstrake.maven;

import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** What Maven makes of a proxy's encrypted password. */
record DecryptedProxy(Proxy proxy, List<SettingsProblem> problems) implements SettingsDecryptionResult {
    @Override
    public Server getServer() {
        return new Server();
    }

    @Override
    public List<Server> getServers() {
        return List.of();
    }

    @Override
    public Proxy getProxy() {
        return proxy;
    }

    @Override
    public List<Proxy> getProxies() {
        return List.of(proxy);
    }

    @Override
    public List<SettingsProblem> getProblems() {
        return problems;
    }
}
