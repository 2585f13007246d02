package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.http.Http;
import dev.lapstrake.http.Response;
import dev.lapstrake.http.UnreadableBody;
import dev.lapstrake.problem.BuildException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network itself, with addresses checked before, and what goes wrong said of the other side. */
final class HttpTransport implements Transport {
    private static final int LAST_PORT = 65535;

    private final PeerTrust trust;
    private final Http http;

    /** Those that have answered before: what then goes wrong with them will pass, it is no mistake in a name. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Where registries were found to be, by their names. */
    private final Map<String, URI> found = new ConcurrentHashMap<>();

    HttpTransport(Network network) {
        this.trust = network.trust();
        this.http = new Http(network.timeouts(), network.proxies(), new TlsContexts(network));
    }

    @Override
    public Answer send(Call call) throws IOException, BuildException {
        check(call.uri());
        String peer = PeerTrust.authority(call.uri());
        try {
            Response response = http.send(call);
            known.add(peer);
            return new Answer(call.uri(), response.status(), response.headers(), new PeerBody(response.body()));
        } catch (UnreadableBody e) {
            throw new IOException(e.getCause());
        } catch (IOException e) {
            throw told(e, known.contains(peer));
        }
    }

    Map<String, URI> found() {
        return found;
    }

    /** Connects to a server; what is wrong with it is told by the first request. */
    void connect(URI uri) throws IOException, BuildException {
        check(uri);
        http.connect(uri);
    }

    private void check(URI uri) throws IOException, BuildException {
        if (uri.getHost() == null || uri.getPort() > LAST_PORT) {
            throw new PeerException("has, or points to, an address that can't be one");
        }
        trust.check(uri);
    }

    private static IOException told(IOException failure, boolean known) {
        return failure instanceof InterruptedIOException ? failure : PeerException.of(failure, known);
    }

    /** The body of an answer; what goes wrong with it is the other side's fault, and will pass. */
    private static final class PeerBody extends FilterInputStream {
        PeerBody(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw told(e, true);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw told(e, true);
            }
        }
    }
}
