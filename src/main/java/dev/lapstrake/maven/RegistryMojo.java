package dev.lapstrake.maven;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.credentials.CredentialFiles;
import dev.lapstrake.registry.credentials.CredentialSource;
import dev.lapstrake.registry.credentials.EnvironmentCredentials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** What goals have in common that talk to registries: how those are reached, and who they are told that asks. */
abstract class RegistryMojo extends AbstractMojo {
    /**
     * Registries, as {@code host} or {@code host:port}, that may be spoken to over plain HTTP, or over TLS that can't be
     * verified. Those on this machine's loopback may always.
     */
    @Parameter(property = "lapstrake.insecureRegistries")
    Set<String> insecureRegistries = Set.of();

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Inject
    SettingsDecrypter decrypter;

    /** The registries, as they are reached with what the user has set. */
    final Registries registries(MavenLog log) throws BuildException {
        CredentialChain credentials = new CredentialChain(sources(), log);
        return new Registries(RegistryAccess.of(credentials, Set.copyOf(Parsed.list(insecureRegistries))));
    }

    /** In the order in which they are asked: what is most likely meant for this very build comes first. */
    private List<CredentialSource> sources() throws BuildException {
        EnvironmentCredentials environment = new EnvironmentCredentials(System.getenv());
        List<CredentialSource> sources = new ArrayList<>(environment.own());
        sources.add(new SettingsCredentials(session.getSettings(), decrypter));
        sources.addAll(environment.config());
        sources.addAll(CredentialFiles.all(System.getenv(), Path.of(System.getProperty("user.home"))));
        sources.addAll(environment.ofRunners());
        return sources;
    }
}
