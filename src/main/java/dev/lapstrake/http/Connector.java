package dev.lapstrake.http;

import dev.lapstrake.net.Origin;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.ProxyServer;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens connections, and knows of proxies what requests have to have for them. */
record Connector(Timeouts timeouts, Proxies proxies, Secrecy secrecy) {
    private static final int PROXY_LOGIN_WANTED = 407;

    /** What a request begins with; a proxy that is asked for something in the clear is shown who asks. */
    Content head(Call call) throws IOException {
        boolean isByProxy = !isTls(call.uri()) && proxy(call.uri()).isPresent();
        RequestHead head = RequestHead.of(call, isByProxy);
        return (isByProxy ? withLogin(head, call.uri()) : head).content();
    }

    private RequestHead withLogin(RequestHead head, URI uri) {
        Optional<String> login = proxies.to(uri).flatMap(ProxyServer::authorization);
        return login.isPresent() ? head.with("Proxy-Authorization", login.get()) : head;
    }

    /**
     * Opens a connection to the server at an address.
     *
     * @throws TunnelRefused if a proxy wants to know who asks
     */
    Connection open(URI uri) throws IOException, BuildException {
        Optional<InetSocketAddress> proxy = proxy(uri);
        Origin server = Origin.of(uri);
        SocketChannel channel = connect(
                proxy.isPresent() ? proxy.get() : InetSocketAddress.createUnresolved(server.host(), server.port()));
        try {
            channel.socket().setTcpNoDelay(true);
            Connection plain = new Connection(channel, channel.socket());
            plain.patience(timeouts.connect());
            if (!isTls(uri)) {
                return plain;
            }
            if (proxy.isPresent()) {
                tunnel(plain, uri, server);
            }
            return new Connection(channel, secured(channel.socket(), uri, server));
        } catch (SocketTimeoutException e) {
            channel.close();
            throw TimedOut.connecting();
        } catch (IOException | BuildException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isTls(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private Optional<InetSocketAddress> proxy(URI uri) {
        Proxy first = proxies.select(uri).get(0);
        return first.type() == Proxy.Type.HTTP && first.address() instanceof InetSocketAddress address
                ? Optional.of(address)
                : Optional.empty();
    }

    /** A name may stand for several addresses, of which not all may be reached from here. */
    private SocketChannel connect(InetSocketAddress unresolved) throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(unresolved.getHostString())) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.socket().connect(new InetSocketAddress(address, unresolved.getPort()), (int)
                        timeouts.connect().toMillis());
                return channel;
            } catch (SocketTimeoutException e) {
                channel.close();
                failure = TimedOut.connecting();
            } catch (IOException e) {
                channel.close();
                failure = e;
            }
        }
        throw failure;
    }

    private void tunnel(Connection connection, URI uri, Origin server) throws IOException {
        RequestHead request = withLogin(RequestHead.tunnel(server.host() + ":" + server.port()), uri);
        connection.out().write(request.content().bytes());
        Head answer = Head.read(connection);
        if (answer.status() == PROXY_LOGIN_WANTED) {
            throw new TunnelRefused(answer);
        }
        if (answer.status() / 100 != 2) {
            throw new IOException("its proxy answered " + answer.status());
        }
    }

    private Socket secured(Socket socket, URI uri, Origin server) throws IOException, BuildException {
        String host = server.host().replaceAll("[\\[\\]]", "");
        SSLSocket secured =
                (SSLSocket) secrecy.with(uri).getSocketFactory().createSocket(socket, host, server.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }
}
