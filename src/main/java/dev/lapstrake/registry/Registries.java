package dev.lapstrake.registry;

import dev.lapstrake.oci.ImageReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registries that a build talks to. Connections and tokens are kept and shared; safe for any number of threads. */
public final class Registries {
    private final RegistryAccess access;
    private final Transport transport;
    private final Time time;
    private final Map<String, RegistryClient> clients = new ConcurrentHashMap<>();

    public Registries(RegistryAccess access) {
        this(access, Time.REAL);
    }

    Registries(RegistryAccess access, Time time) {
        this.access = access;
        PeerTrust trust = new PeerTrust(access.insecureRegistries());
        this.transport = new Redirects(new HttpTransport(trust, access.timeouts()));
        this.time = time;
    }

    /**
     * The repository that an image's name names. Nothing is asked of it yet.
     *
     * @return what is to serve one push or pull: its patience with a registry that fails is used up only once
     */
    public Repository repository(ImageReference image, Access wanted) {
        RegistryClient client =
                clients.computeIfAbsent(image.registry(), name -> new RegistryClient(name, access, transport, time));
        Retries retries = new Retries(
                client.name(), access.persistence(), time, access.credentials().log());
        return new Repository(new Exchange(client, new Scope(image.repository(), wanted), retries));
    }
}
