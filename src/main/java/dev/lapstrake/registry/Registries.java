package dev.lapstrake.registry;

import dev.lapstrake.oci.ImageReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registries that a build talks to. Connections and tokens are kept and shared; safe for any number of threads. */
public final class Registries {
    private final RegistryAccess access;
    private final PeerTrust trust;
    private final Transport transport;
    private final Map<String, RegistryClient> clients = new ConcurrentHashMap<>();

    public Registries(RegistryAccess access) {
        this.access = access;
        this.trust = new PeerTrust(access.insecureRegistries());
        this.transport = new Redirects(new HttpTransport(trust, access.connectTime(), access.quietTime()));
    }

    /** The repository that an image's name names. Nothing is asked of it yet. */
    public Repository repository(ImageReference image, Access wanted) {
        RegistryClient client = clients.computeIfAbsent(
                image.registry(), name -> new RegistryClient(name, transport, trust, access.credentials()));
        return new Repository(new Exchange(client, new Scope(image.repository(), wanted)));
    }
}
