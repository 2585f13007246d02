package dev.lapstrake.registry;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;

/** The conversation about one repository. A network that fails becomes a problem here, and nowhere else. */
final class Exchange {
    /** Makes something of an answer, while it comes in. */
    interface Reading<T> {
        T read(Answer answer) throws IOException, BuildException;
    }

    private final RegistryClient client;
    private final Scope scope;
    private final Transport transport;

    Exchange(RegistryClient client, Scope scope) {
        this.client = client;
        this.scope = scope;
        this.transport = client.transport(scope);
    }

    /** The name of something in the repository, as people write it. */
    String name(String selector) {
        return client.name() + "/" + scope.repository() + (selector.contains(":") ? "@" : ":") + selector;
    }

    String name() {
        return client.name() + "/" + scope.repository();
    }

    Failures failures(String subject) {
        return new Failures(subject, client.login().source(scope.repository()));
    }

    /** The address of something in the repository. */
    URI uri(String path) throws IOException, BuildException {
        try {
            return client.endpoint().base().resolve("/v2/" + scope.repository() + "/" + path);
        } catch (PeerException e) {
            throw failures(name()).unreachable(client.name(), e);
        }
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param subject what it is about, for the error
     */
    <T> T send(String subject, Call call, Reading<T> reading) throws IOException, BuildException {
        try (Answer answer = transport.send(call)) {
            return reading.read(answer);
        } catch (PeerException e) {
            throw failures(subject).unreachable(client.name(), e);
        }
    }
}
