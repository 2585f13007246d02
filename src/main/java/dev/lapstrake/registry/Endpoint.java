package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a registry is. Whether it speaks TLS is found out only where the user has allowed that it doesn't. */
final class Endpoint {
    /** What a server that expects TLS says to plain HTTP, if what it says is HTTP at all. */
    private static final int TLS_EXPECTED = 400;

    private final String registry;
    private final Transport transport;
    private final PeerTrust trust;
    private final Map<String, URI> found;

    /**
     * @param found where registries were found before; this one is added
     */
    Endpoint(String registry, Transport transport, PeerTrust trust, Map<String, URI> found) {
        this.registry = registry;
        this.transport = transport;
        this.trust = trust;
        this.found = found;
    }

    /** Scheme, host and port. */
    synchronized URI base() throws IOException, BuildException {
        URI known = found.get(registry);
        if (known == null) {
            List<URI> candidates = candidates();
            known = candidates.size() == 1 ? candidates.get(0) : firstThatAnswers(candidates);
            found.put(registry, known);
        }
        return known;
    }

    /** The same, if it has been found out; nothing is asked. */
    Optional<URI> known() {
        return Optional.ofNullable(found.get(registry));
    }

    private List<URI> candidates() throws PeerException {
        URI secure = address("https://");
        URI plain = address("http://");
        if (PeerTrust.isLoopback(secure)) {
            return List.of(plain, secure);
        }
        return trust.isNamed(secure) ? List.of(secure, plain) : List.of(secure);
    }

    private URI address(String scheme) throws PeerException {
        try {
            return URI.create(scheme + registry);
        } catch (IllegalArgumentException e) {
            throw new PeerException("has a name that can't be one");
        }
    }

    private URI firstThatAnswers(List<URI> candidates) throws IOException, BuildException {
        PeerException failure = new PeerException("is no registry");
        for (URI candidate : candidates) {
            try (Answer answer = transport.send(Call.of("GET", candidate.resolve("/v2/")))) {
                if (answer.status() != TLS_EXPECTED) {
                    return candidate;
                }
            } catch (PeerException e) {
                failure = failure.isPassing() && !e.isMistrust() ? failure : e;
            }
        }
        throw failure;
    }
}
