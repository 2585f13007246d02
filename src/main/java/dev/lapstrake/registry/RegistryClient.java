package dev.lapstrake.registry;

import dev.lapstrake.oci.ImageReference;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One registry, as one user sees it: where it is, and what it has been shown. */
final class RegistryClient {
    private final String registry;
    private final Transport transport;
    private final Endpoint endpoint;
    private final Login login;
    private final Whereabouts whereabouts = new Whereabouts();
    private final Set<String> failedMirrors = ConcurrentHashMap.newKeySet();

    RegistryClient(String registry, RegistryAccess access, Transport transport, Map<String, URI> found, Time time) {
        this.registry = registry;
        this.transport = transport;
        this.endpoint = new Endpoint(registry, transport, access.network().trust(), found);
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

    /** The names of mirrors of this registry that have failed in this build. */
    Set<String> failedMirrors() {
        return failedMirrors;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    Transport transport(Scope scope) {
        return new Authorized(transport, endpoint, login, scope);
    }
}
