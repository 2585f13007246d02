package dev.lapstrake.registry;

import dev.lapstrake.net.ProxyServer;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP over connections that are kept. Nothing waits for ever: a connection must come about in time, and after that
 * something must move, in one direction or the other.
 */
final class HttpTransport implements Transport {
    private static final int LAST_PORT = 65535;

    private final Network network;
    private final PeerTrust trust;
    private final HttpClients clients;

    /** Those that have answered before: what then goes wrong with them will pass, it is no mistake in a name. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    HttpTransport(Network network) {
        this.network = network;
        this.trust = network.trust();
        this.clients = new HttpClients(network);
    }

    @Override
    public Answer send(Call call) throws IOException, BuildException {
        check(call.uri());
        HttpClient client = clients.to(call.uri());
        Sending sending = new Sending(call.body(), network.timeouts(), () -> clients.drop(client));
        CompletableFuture<HttpResponse<InputStream>> future =
                client.sendAsync(request(call, sending), head -> body(client));
        String peer = PeerTrust.authority(call.uri());
        HttpResponse<InputStream> response = await(future, sending, peer);
        known.add(peer);
        // The JDK gives no body at all where a proxy has refused to lead to the server.
        InputStream body = Optional.ofNullable(response.body()).orElse(InputStream.nullInputStream());
        return new Answer(call.uri(), response.statusCode(), response.headers(), body);
    }

    private PatientStream body(HttpClient client) {
        return new PatientStream(network.timeouts().progress(), () -> clients.drop(client));
    }

    private void check(URI uri) throws IOException, BuildException {
        if (uri.getHost() == null || uri.getPort() > LAST_PORT) {
            throw new PeerException("has, or points to, an address that can't be one");
        }
        trust.check(uri);
    }

    private HttpRequest request(Call call, Sending sending) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .version(version(call.uri()))
                .method(call.method(), publisher(call, sending))
                .setHeader("User-Agent", "lapstrake");
        call.headers().forEach(request::setHeader);
        network.proxies()
                .to(call.uri())
                .flatMap(ProxyServer::authorization)
                .ifPresent(login -> request.setHeader("Proxy-Authorization", login));
        return request.build();
    }

    /** Without TLS, asking for HTTP/2 means an upgrade that some servers stumble over. */
    private static HttpClient.Version version(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private static BodyPublisher publisher(Call call, Sending sending) {
        return call.body() == null || call.body().size() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(sending::stream),
                        call.body().size());
    }

    private HttpResponse<InputStream> await(
            CompletableFuture<HttpResponse<InputStream>> future, Sending sending, String peer) throws IOException {
        while (true) {
            try {
                return future.get(sending.nanosLeft(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (sending.nanosLeft() <= 0) {
                    future.cancel(true);
                    throw sending.stalled();
                }
            } catch (ExecutionException e) {
                sending.check();
                throw PeerException.of(e.getCause() == null ? e : e.getCause(), known.contains(peer));
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for a registry");
            }
        }
    }
}
