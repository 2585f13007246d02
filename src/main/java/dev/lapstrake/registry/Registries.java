package dev.lapstrake.registry;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registries that a build talks to. Connections and tokens are kept and shared; safe for any number of threads. */
public final class Registries {
    private final RegistryAccess access;
    private final HttpTransport network;
    private final Transport transport;
    private final Time time;
    private final Map<String, RegistryClient> clients = new ConcurrentHashMap<>();

    public Registries(RegistryAccess access) {
        this(access, new SharedConnections());
    }

    /**
     * @param connections those that other modules of the build have
     */
    public Registries(RegistryAccess access, SharedConnections connections) {
        this(access, connections.of(access.network()), Time.REAL);
    }

    Registries(RegistryAccess access, Time time) {
        this(access, new HttpTransport(access.network()), time);
    }

    private Registries(RegistryAccess access, HttpTransport network, Time time) {
        this.access = access;
        this.network = network;
        this.transport = new Redirects(new Traced(network, access.credentials().log()));
        this.time = time;
    }

    /**
     * The repository that an image's name names. Nothing is asked of it yet.
     *
     * @return what is to serve one push or pull: its patience with a registry that fails is used up only once
     */
    public Repository repository(ImageReference image, Access wanted) {
        Exchange own = exchange(image.registry(), image.repository(), wanted);
        return new Repository(own, wanted == Access.PULL ? mirrors(image) : Mirrors.NONE);
    }

    /** The same, to push to as long as nothing goes wrong. */
    Repository impatient(ImageReference image) {
        RegistryClient client = client(image.registry());
        Retries none = new Retries(client.name(), Persistence.NONE, time, log());
        return new Repository(new Exchange(client, new Scope(image.repository(), Access.PUSH), none), Mirrors.NONE);
    }

    /**
     * Begins to connect to the registries of images, which takes four round trips with TLS. Whatever is wrong with one is told
     * by the first who wants something of it.
     */
    public void greet(Collection<ImageReference> images) {
        if (!images.isEmpty()) {
            Ahead.of(() -> connect(images)).begin();
        }
    }

    private void connect(Collection<ImageReference> images) throws IOException, BuildException {
        for (ImageReference image : images) {
            network.connect(client(image.registry()).endpoint().base());
        }
    }

    private Exchange exchange(String registry, String repository, Access wanted) {
        RegistryClient client = client(registry);
        return new Exchange(client, new Scope(repository, wanted), retries(client));
    }

    private RegistryClient client(String registry) {
        return clients.computeIfAbsent(
                registry, name -> new RegistryClient(name, access, transport, network.found(), time));
    }

    private Retries retries(RegistryClient client) {
        return new Retries(client.name(), access.persistence(), time, log());
    }

    private Mirrors mirrors(ImageReference image) {
        List<Exchange> mirrors = new ArrayList<>();
        for (String mirror : access.mirrors().getOrDefault(image.registry(), List.of())) {
            String[] parts = mirror.split("/", 2);
            String path = parts.length == 2 ? parts[1] + "/" : "";
            mirrors.add(exchange(parts[0], path + image.repository(), Access.PULL));
        }
        return new Mirrors(mirrors, client(image.registry()).failedMirrors(), log());
    }

    /** What tells of a transfer. */
    Meter meter(String name, Collection<Descriptor> blobs) {
        return new Meter(name, blobs, log(), time);
    }

    private BuildLog log() {
        return access.credentials().log();
    }
}
