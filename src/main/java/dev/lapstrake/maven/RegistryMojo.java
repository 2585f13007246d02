package dev.lapstrake.maven;

import dev.lapstrake.http.Timeouts;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.Tls;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Network;
import dev.lapstrake.registry.Persistence;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.credentials.CredentialFiles;
import dev.lapstrake.registry.credentials.CredentialSource;
import dev.lapstrake.registry.credentials.EnvironmentCredentials;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What goals have in common that talk to registries: how those are reached, and who they are told that asks. */
abstract class RegistryMojo extends AbstractMojo {
    /**
     * Registries, as {@code host} or {@code host:port}, that may be spoken to over plain HTTP, or over TLS that can't be
     * verified. Those on this machine's loopback may always.
     */
    @Parameter(property = "lapstrake.insecureRegistries")
    Set<String> insecureRegistries = Set.of();

    /** How single registries are reached: {@code <mirrors>}, {@code <caFile>}, {@code <clientCertificate>}. */
    @Parameter
    List<RegistryParameter> registries = List.of();

    /** A file of certificates, in PEM, that are believed of all registries, beside those that the JVM believes. */
    @Parameter(property = "lapstrake.caFile")
    @Nullable
    File caFile;

    @Parameter(defaultValue = "${settings.interactiveMode}", readonly = true)
    boolean interactive;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Inject
    SettingsDecrypter decrypter;

    /** The registries, as they are reached with what the user has set. */
    final Registries registries(BuildLog log) throws BuildException {
        Proxies.unreadable(System.getenv())
                .forEach(name -> log.warn("The variable " + name
                        + " is left out: it names no HTTP proxy that can be read, such as http://host:port."));
        return new Registries(
                new RegistryAccess(new CredentialChain(sources(), log), network(), mirrors(), Persistence.STANDARD),
                shared().connections());
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

    private Network network() throws BuildException {
        Set<String> insecure = Set.copyOf(Parsed.list(insecureRegistries));
        return new Network(insecure, Timeouts.STANDARD, proxies(), tls());
    }

    final Shared shared() throws BuildException {
        return Shared.of(session, decrypter);
    }

    /** The proxies on the way to anything outside. */
    final Proxies proxies() throws BuildException {
        return shared().proxies();
    }

    private Map<String, Tls> tls() throws BuildException {
        Optional<Path> common = Optional.ofNullable(caFile).map(File::toPath);
        SettingsCredentials settings = new SettingsCredentials(session.getSettings(), decrypter);
        Map<String, Tls> tls = new TreeMap<>(Map.of("", new Tls(common.stream().toList(), Optional.empty())));
        for (RegistryParameter registry : registries) {
            tls.put(registry.registry(), registry.tls(common, settings.passphrase(registry.registry())));
        }
        return tls;
    }

    private Map<String, List<String>> mirrors() throws BuildException {
        Map<String, List<String>> mirrors = new TreeMap<>();
        for (RegistryParameter registry : registries) {
            mirrors.put(registry.registry(), registry.mirrors());
        }
        return mirrors;
    }
}
