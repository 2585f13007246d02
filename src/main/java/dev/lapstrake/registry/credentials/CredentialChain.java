package dev.lapstrake.registry.credentials;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Sources of credentials, of which the first that has any is taken.
 *
 * @param log hears which source that was
 */
public record CredentialChain(List<CredentialSource> sources, BuildLog log) {
    /** No credentials at all. */
    public static final CredentialChain NONE = new CredentialChain(List.of(), BuildLog.SILENT);

    public CredentialChain {
        sources = List.copyOf(sources);
    }

    public Optional<FoundCredentials> find(String registry, String repository) throws IOException, BuildException {
        for (CredentialSource source : sources) {
            Optional<Credentials> found = source.find(registry, repository);
            if (found.isPresent()) {
                log.detail("Credentials for " + registry + "/" + repository + ": " + found.get() + " from "
                        + source.name());
                return Optional.of(new FoundCredentials(found.get(), source.name()));
            }
        }
        log.detail("Credentials for " + registry + "/" + repository + ": none found");
        return Optional.empty();
    }
}
