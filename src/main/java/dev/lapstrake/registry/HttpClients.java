package dev.lapstrake.registry;

import dev.lapstrake.net.Tls;
import dev.lapstrake.problem.BuildException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The JDK's clients, one for each way in which TLS is spoken, each made when it is first needed. */
final class HttpClients {
    private final Network network;
    private final PeerTrust trust;

    private final Map<Kind, HttpClient> made = new HashMap<>();

    /** In the clear, it need not be read whom to believe, which takes most of the time until a first answer. */
    private record Kind(boolean isClear, Tls tls, boolean verified) {
        SSLContext context() throws BuildException {
            if (isClear) {
                return Tls.believingNobody();
            }
            return verified ? tls.context() : tls.context(new UnverifiedTls());
        }
    }

    HttpClients(Network network) {
        this.network = network;
        this.trust = network.trust();
    }

    synchronized HttpClient to(URI uri) throws BuildException {
        boolean isClear = uri.getScheme().equalsIgnoreCase("http");
        Kind kind =
                isClear ? new Kind(true, Tls.STANDARD, true) : new Kind(false, network.tls(uri), !trust.isNamed(uri));
        HttpClient known = made.get(kind);
        if (known != null) {
            return known;
        }
        HttpClient client = client(kind.context());
        made.put(kind, client);
        return client;
    }

    /**
     * Leaves a client to what still uses it. A connection of HTTP/2 serves all requests to one server, so that one on which
     * nothing moves any more would stop every further try as well.
     */
    synchronized void drop(HttpClient stalled) {
        made.values().remove(stalled);
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
