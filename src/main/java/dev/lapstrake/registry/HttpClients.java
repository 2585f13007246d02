package dev.lapstrake.registry;

import dev.lapstrake.net.Tls;
import dev.lapstrake.problem.BuildException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The JDK's clients, one for each way in which TLS is spoken, each made when it is first needed. */
final class HttpClients {
    private final Network network;
    private final PeerTrust trust;

    /** The empty key is for TLS that is not verified. */
    private final Map<Optional<Tls>, HttpClient> made = new HashMap<>();

    HttpClients(Network network) {
        this.network = network;
        this.trust = network.trust();
    }

    synchronized HttpClient to(URI uri) throws BuildException {
        Optional<Tls> tls = trust.isNamed(uri) ? Optional.empty() : Optional.of(network.tls(uri));
        HttpClient known = made.get(tls);
        if (known != null) {
            return known;
        }
        HttpClient client = client(tls.isPresent() ? tls.get().context() : UnverifiedTls.context());
        made.put(tls, client);
        return client;
    }

    private HttpClient client(SSLContext context) {
        return HttpClient.newBuilder()
                .connectTimeout(network.timeouts().connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(network.proxies())
                .sslContext(context)
                .build();
    }
}
