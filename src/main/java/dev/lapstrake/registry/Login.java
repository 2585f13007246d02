package dev.lapstrake.registry;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.credentials.Credentials;
import dev.lapstrake.registry.credentials.FoundCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How one registry is shown who asks. Credentials are looked for only once the registry wants any; what it accepted is
 * kept for as long as it accepts it.
 */
final class Login {
    private final String registry;
    private final CredentialChain chain;
    private final Tokens tokens;
    private final Map<Scope, String> headers = new ConcurrentHashMap<>();
    private final Map<String, Optional<FoundCredentials>> found = new ConcurrentHashMap<>();

    Login(String registry, CredentialChain chain, Tokens tokens) {
        this.registry = registry;
        this.chain = chain;
        this.tokens = tokens;
    }

    /** The header {@code Authorization} that was last accepted. */
    Optional<String> header(Scope scope) {
        return Optional.ofNullable(headers.get(scope));
    }

    /** The source of the credentials that are used for a repository; empty if none were wanted, or none were found. */
    Optional<String> source(String repository) {
        return found.getOrDefault(repository, Optional.empty()).map(FoundCredentials::source);
    }

    /**
     * Meets a challenge.
     *
     * @param refused the header that was not accepted, if one was sent
     * @return the header to try next; empty if there is none
     */
    synchronized Optional<String> renew(Scope scope, List<Challenge> challenges, Optional<String> refused)
            throws IOException, BuildException {
        Optional<String> meanwhile = header(scope);
        if (meanwhile.isPresent() && !meanwhile.equals(refused)) {
            return meanwhile;
        }
        headers.remove(scope);
        Optional<String> fresh = obtain(scope, challenges).filter(header -> !refused.equals(Optional.of(header)));
        fresh.ifPresent(header -> headers.put(scope, header));
        return fresh;
    }

    private Optional<String> obtain(Scope scope, List<Challenge> challenges) throws IOException, BuildException {
        Optional<FoundCredentials> credentials = credentials(scope.repository());
        for (Challenge challenge : challenges) {
            if (challenge.scheme().equals("bearer")) {
                return Optional.of("Bearer " + tokens.fetch(challenge, scope, credentials));
            }
        }
        boolean basic =
                challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
        return basic ? credentials.flatMap(known -> basic(known.credentials())) : Optional.empty();
    }

    private Optional<FoundCredentials> credentials(String repository) throws IOException, BuildException {
        if (!found.containsKey(repository)) {
            found.put(repository, chain.find(registry, repository));
        }
        return found.get(repository);
    }

    static Optional<String> basic(Credentials credentials) {
        if (!(credentials instanceof Credentials.Basic basic)) {
            return Optional.empty();
        }
        byte[] pair = (basic.user() + ":" + basic.password()).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
