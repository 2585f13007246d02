package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The conversation about one repository. A passing fault is tried again here, and a network that fails for good becomes
 * a problem here, and nowhere else.
 */
final class Exchange {
    /** Makes something of an answer, while it comes in. */
    interface Reading<T> {
        T read(Answer answer) throws IOException, BuildException;
    }

    /** Does something that can be done again when it has failed with a passing fault. */
    interface Attempt<T> {
        /**
         * @throws PeerException if it has failed
         */
        T run(Tries tries) throws IOException, BuildException;
    }

    private final RegistryClient client;
    private final Scope scope;
    private final Retries retries;
    private final Transport transport;

    Exchange(RegistryClient client, Scope scope, Retries retries) {
        this.client = client;
        this.scope = scope;
        this.retries = retries;
        this.transport = client.transport(scope);
    }

    /** The same conversation, by someone who may also read another repository. */
    Exchange from(String other) {
        return new Exchange(client, scope.from(other), retries);
    }

    /** True if this build has seen something there. */
    boolean isKnown(Digest digest) {
        return client.whereabouts().isIn(scope.repository(), digest);
    }

    void note(Digest digest) {
        client.whereabouts().note(digest, scope.repository());
    }

    void noteAhead(Digest digest) {
        client.whereabouts().noteAhead(digest, scope.repository());
    }

    boolean takeAhead(Digest digest) {
        return client.whereabouts().takeAhead(digest, scope.repository());
    }

    void suspect(Digest digest) {
        client.whereabouts().suspect(digest, scope.repository());
    }

    void forget(Digest digest) {
        client.whereabouts().forget(digest, scope.repository());
    }

    /** Another repository of the registry that probably has something. */
    Optional<String> besides(Digest digest) {
        return client.whereabouts().besides(scope.repository(), digest);
    }

    /** The name of something in the repository, as people write it. */
    String name(String selector) {
        return client.name() + "/" + scope.repository() + (selector.contains(":") ? "@" : ":") + selector;
    }

    String name() {
        return client.name() + "/" + scope.repository();
    }

    Failures failures(String subject) {
        return new Failures(
                subject,
                client.login().source(scope.repository()),
                client.endpoint().known());
    }

    /** The address of something in the repository. */
    URI uri(String path) throws IOException, BuildException {
        return persistently(
                name(), tries -> client.endpoint().base().resolve("/v2/" + scope.repository() + "/" + path));
    }

    /**
     * Sends a request and reads the answer, both again where that may help. So it has to be a request that may come
     * twice, and a reading that may begin anew.
     *
     * @param subject what it is about, for the log and for errors
     */
    <T> T send(String subject, Call call, Reading<T> reading) throws IOException, BuildException {
        return persistently(subject, tries -> once(call, reading));
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws PeerException if there was none, or one that says to come back later
     */
    <T> T once(Call call, Reading<T> reading) throws IOException, BuildException {
        try (Answer answer = transport.send(call)) {
            return reading.read(answer.orFault());
        }
    }

    /** Does something until it succeeds, or until there is no hope that it will. */
    <T> T persistently(String subject, Attempt<T> attempt) throws IOException, BuildException {
        Tries tries = retries.begin(subject);
        try {
            while (true) {
                try {
                    return attempt.run(tries);
                } catch (PeerException e) {
                    tries.failed(e);
                }
            }
        } catch (PeerException e) {
            throw failures(subject).of(client.name(), e);
        }
    }
}
