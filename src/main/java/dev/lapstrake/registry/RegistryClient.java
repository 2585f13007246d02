package dev.lapstrake.registry;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.registry.credentials.CredentialChain;

/** One registry, as one user sees it: where it is, and what it has been shown. */
final class RegistryClient {
    private final String registry;
    private final Transport transport;
    private final Endpoint endpoint;
    private final Login login;
    private final Whereabouts whereabouts = new Whereabouts();

    RegistryClient(String registry, Transport transport, PeerTrust trust, CredentialChain credentials) {
        this.registry = registry;
        this.transport = transport;
        this.endpoint = new Endpoint(registry, transport, trust);
        this.login = new Login(registry, credentials, new Tokens(name(), transport));
    }

    /** The registry's name as people write it. */
    String name() {
        return registry.equals(ImageReference.DOCKER_HUB) ? "docker.io" : registry;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Login login() {
        return login;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    Transport transport(Scope scope) {
        return new Authorized(transport, endpoint, login, scope);
    }
}
