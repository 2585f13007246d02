package dev.lapstrake.maven;

import dev.lapstrake.build.Machine;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.SharedConnections;
import java.util.Objects;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.SessionData;

/**
 * What the goals of one run of Maven share; kept in the session's data, which end with it even where the JVM does not.
 *
 * @param proxies on the way to anything outside, out of the settings and the environment
 */
record Shared(Machine machine, SharedConnections connections, Proxies proxies) {
    static Shared of(MavenSession session, SettingsDecrypter decrypter) throws BuildException {
        SessionData data = session.getRepositorySession().getData();
        if (data.get(Shared.class) instanceof Shared known) {
            return known;
        }
        Proxies proxies = new SettingsProxies(session.getSettings(), decrypter).with(System.getenv());
        data.set(Shared.class, null, new Shared(new Machine(), new SharedConnections(), proxies));
        return (Shared) Objects.requireNonNull(data.get(Shared.class));
    }
}
