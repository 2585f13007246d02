package dev.lapstrake.registry;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.credentials.Credentials;
import dev.lapstrake.registry.credentials.FoundCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    /** How long a token server that fails is left alone. */
    private static final Duration RESPITE = Duration.ofSeconds(30);

    private final String registry;
    private final CredentialChain chain;
    private final Tokens tokens;
    private final Time time;
    private final Map<Scope, Shown> shown = new ConcurrentHashMap<>();
    private final Map<String, Optional<FoundCredentials>> found = new ConcurrentHashMap<>();

    /**
     * What the registry has accepted.
     *
     * @param challenges that it was an answer to
     * @param stale the moment from which another is got in time, by {@link Time#nanos}; empty for never
     */
    private record Shown(String header, List<Challenge> challenges, Optional<Long> stale) {
        /** The same, for which nothing else is looked for until a moment. */
        Shown freshUntil(long moment) {
            return new Shown(header, challenges, Optional.of(moment));
        }

        boolean isStale(long now) {
            return stale.isPresent() && now - stale.get() >= 0;
        }
    }

    Login(String registry, CredentialChain chain, Tokens tokens, Time time) {
        this.registry = registry;
        this.chain = chain;
        this.tokens = tokens;
        this.time = time;
    }

    /**
     * The header {@code Authorization} that was last accepted, or another if that one has not long to live: a registry
     * that refuses a token may do so only when it has got all of a large blob.
     */
    Optional<String> header(Scope scope) throws IOException, BuildException {
        Optional<Shown> last = Optional.ofNullable(shown.get(scope));
        if (last.isPresent() && last.get().isStale(time.nanos())) {
            refresh(scope, last.get());
        }
        return Optional.ofNullable(shown.get(scope)).map(Shown::header);
    }

    private synchronized void refresh(Scope scope, Shown last) throws IOException, BuildException {
        if (!last.equals(shown.get(scope))) {
            return;
        }
        try {
            obtain(scope, last.challenges()).ifPresent(fresh -> shown.put(scope, fresh));
        } catch (PeerException | BuildException e) {
            // the old one may do; if not, the registry will say so
            shown.put(scope, last.freshUntil(time.nanos() + RESPITE.toNanos()));
        }
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
        Optional<String> meanwhile = Optional.ofNullable(shown.get(scope)).map(Shown::header);
        if (meanwhile.isPresent() && !meanwhile.equals(refused)) {
            return meanwhile;
        }
        shown.remove(scope);
        Optional<Shown> fresh = obtain(scope, challenges).filter(other -> !refused.equals(Optional.of(other.header())));
        fresh.ifPresent(other -> shown.put(scope, other));
        return fresh.map(Shown::header);
    }

    private Optional<Shown> obtain(Scope scope, List<Challenge> challenges) throws IOException, BuildException {
        Optional<FoundCredentials> credentials = credentials(scope.repository());
        for (Challenge challenge : challenges) {
            if (challenge.scheme().equals("bearer")) {
                Tokens.Token token = tokens.fetch(challenge, scope, credentials);
                long stale = time.nanos() + token.life().toNanos() / 3 * 2;
                return Optional.of(new Shown("Bearer " + token.text(), challenges, Optional.of(stale)));
            }
        }
        boolean basic =
                challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
        return basic
                ? credentials
                        .flatMap(known -> basic(known.credentials()))
                        .map(header -> new Shown(header, challenges, Optional.empty()))
                : Optional.empty();
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
