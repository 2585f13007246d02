package dev.lapstrake.registry;

import dev.lapstrake.oci.ImageReference;

/** One registry, as one user sees it: where it is, and what it has been shown. */
final class RegistryClient {
    private final String registry;
    private final Transport transport;
    private final Endpoint endpoint;
    private final Login login;
    private final Whereabouts whereabouts = new Whereabouts();

    RegistryClient(String registry, RegistryAccess access, Transport transport, Time time) {
        this.registry = registry;
        this.transport = transport;
        this.endpoint = new Endpoint(registry, transport, new PeerTrust(access.insecureRegistries()));
        this.login = new Login(registry, access.credentials(), new Tokens(name(), endpoint, transport), time);
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
