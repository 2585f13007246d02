package dev.lapstrake.maven;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.credentials.CredentialSource;
import dev.lapstrake.registry.credentials.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Credentials of the {@code <server>} in Maven's settings whose id is the registry's name; encrypted ones too. */
record SettingsCredentials(Settings settings, SettingsDecrypter decrypter) implements CredentialSource {
    private static final List<String> DOCKER_HUB =
            List.of(ImageReference.DOCKER_HUB, "docker.io", "index.docker.io", "https://index.docker.io/v1/");

    @Override
    public String name() {
        return "settings.xml";
    }

    @Override
    public Optional<Credentials> find(String registry, String repository) throws BuildException {
        Optional<Server> server = server(registry).filter(SettingsCredentials::hasUser);
        return server.isEmpty() ? Optional.empty() : Optional.of(credentials(server.get()));
    }

    /** False for a server that is there for the passphrase of a certificate alone. */
    private static boolean hasUser(Server server) {
        return server.getUsername() != null || server.getPassphrase() == null;
    }

    /** The passphrase of the certificate that a registry wants to see; empty for none. */
    String passphrase(String registry) throws BuildException {
        Optional<Server> server = server(registry);
        if (server.isEmpty() || server.get().getPassphrase() == null) {
            return "";
        }
        SettingsDecryptionResult result = decrypt(server.get());
        return Optional.ofNullable(result.getServer().getPassphrase()).orElse("");
    }

    private Optional<Server> server(String registry) {
        List<String> ids = registry.equals(ImageReference.DOCKER_HUB) ? DOCKER_HUB : List.of(registry);
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(settings.getServer(id)))
                .findFirst();
    }

    private Credentials credentials(Server server) throws BuildException {
        Server decrypted = decrypt(server).getServer();
        if (decrypted.getUsername() == null || decrypted.getPassword() == null) {
            throw unreadable(server);
        }
        return new Credentials.Basic(decrypted.getUsername(), decrypted.getPassword());
    }

    private SettingsDecryptionResult decrypt(Server server) throws BuildException {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        if (!result.getProblems().isEmpty()) {
            throw unreadable(server);
        }
        return result;
    }

    private static BuildException unreadable(Server server) {
        return new Problem(
                        "settings-password-unreadable",
                        "The <server> of this registry in settings.xml has no user or no password that can be read.",
                        server.getId(),
                        "write <username> and <password>; an encrypted one needs the master password in"
                                + " settings-security.xml")
                .exception();
    }
}
