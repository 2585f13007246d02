package dev.lapstrake.registry;

import dev.lapstrake.http.Secrecy;
import dev.lapstrake.net.Tls;
import dev.lapstrake.problem.BuildException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** What TLS is spoken with, made once for each way in which it is spoken, when it is first needed. */
final class TlsContexts implements Secrecy {
    private final Network network;
    private final Map<Kind, SSLContext> made = new HashMap<>();

    private record Kind(Tls tls, boolean verified) {
        SSLContext context() throws BuildException {
            return verified ? tls.context() : tls.context(new UnverifiedTls());
        }
    }

    TlsContexts(Network network) {
        this.network = network;
    }

    @Override
    public synchronized SSLContext with(URI server) throws BuildException {
        Kind kind = new Kind(network.tls(server), !network.trust().isNamed(server));
        SSLContext known = made.get(kind);
        if (known != null) {
            return known;
        }
        SSLContext context = kind.context();
        made.put(kind, context);
        return context;
    }
}
