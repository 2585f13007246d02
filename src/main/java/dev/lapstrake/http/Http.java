package dev.lapstrake.http;

import dev.lapstrake.net.Origin;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Speaks HTTP with any number of servers. Nothing waits for ever: a connection must come about in time, and after that
 * something must move, in one direction or the other. Redirects are not followed, and nothing is tried again but what only
 * asks, where a connection that was kept turns out to be closed. Safe for use by several threads, which may be interrupted.
 */
public final class Http {
    private final Connector connector;
    private final Connections kept = new Connections();

    /** A lock for each server to which a connection is, or was, opened before anyone needs it. */
    private final Map<Origin, Object> greeted = new ConcurrentHashMap<>();

    private final Timeouts timeouts;

    public Http(Timeouts timeouts, Proxies proxies, Secrecy secrecy) {
        this.timeouts = timeouts;
        this.connector = new Connector(timeouts, proxies, secrecy);
    }

    /**
     * Sends a request, and waits for the head of the answer.
     *
     * @throws TimedOut if the server took too long
     * @throws UnreadableBody if what is to be sent can't be read
     * @throws IOException if there is no answer, or it is no HTTP
     */
    public Response send(Call call) throws IOException, BuildException {
        try {
            return send(call, connector.head(call), Origin.of(call.uri()));
        } catch (IOException e) {
            throw orInterrupted(e);
        }
    }

    /** Sees to it that a connection to the server at an address is there for the next request, which waits for it. */
    public void connect(URI uri) throws IOException, BuildException {
        Origin server = Origin.of(uri);
        synchronized (greeted.computeIfAbsent(server, any -> new Object())) {
            Optional<Connection> idle = kept.take(server);
            kept.keep(server, idle.isPresent() ? idle.get() : connector.open(uri));
        }
    }

    private Optional<Connection> idle(Origin server) {
        Object greeting = greeted.get(server);
        if (greeting == null) {
            return kept.take(server);
        }
        synchronized (greeting) {
            return kept.take(server);
        }
    }

    private Response send(Call call, Content head, Origin server) throws IOException, BuildException {
        Optional<Connection> idle = idle(server);
        if (idle.isEmpty()) {
            return fresh(call, head, server);
        }
        try {
            return exchange(call, head, idle.get(), server).run();
        } catch (IOException e) {
            if (!call.isRead()
                    || e instanceof TimedOut
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return fresh(call, head, server);
        }
    }

    private Response fresh(Call call, Content head, Origin server) throws IOException, BuildException {
        try {
            return exchange(call, head, connector.open(call.uri()), server).run();
        } catch (TunnelRefused e) {
            return e.response();
        }
    }

    private Exchange exchange(Call call, Content head, Connection connection, Origin server) {
        return new Exchange(call, head, connection, timeouts, () -> kept.keep(server, connection));
    }

    /** The channel below is closed under a thread that is interrupted, which is told as many things. */
    static IOException orInterrupted(IOException failure) {
        if (!Thread.currentThread().isInterrupted()) {
            return failure;
        }
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a server");
        interrupted.initCause(failure);
        return interrupted;
    }
}
