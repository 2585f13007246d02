package dev.lapstrake.registry.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Takes connections on a port of the loopback interface, and serves each in a thread of its own.
 *
 * <p>The JDK's own server would do but for one thing: Jib, skopeo and podman try TLS first, and it leaves them waiting
 * until they give up, since what they send holds no end of a line. Here they are turned down at the first byte.
 */
final class HttpListener implements Closeable {
    private static final int MOST_CONNECTIONS = 256;
    private static final int LAST_WORDS_SECONDS = 5;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket server = new ServerSocket();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, MOST_CONNECTIONS + 1, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), HttpListener::daemon);
    private final Router router;

    /**
     * @throws java.net.BindException if the port is taken
     */
    HttpListener(int port, Router router) throws IOException {
        this.router = router;
        server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), MOST_CONNECTIONS);
        threads.execute(this::accept);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lapstrake-registry");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                begin(server.accept());
            } catch (IOException e) {
                // Closed, or a connection that went away before it was taken.
            }
        }
    }

    private void begin(Socket socket) throws IOException {
        try {
            open.add(socket);
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException e) {
            open.remove(socket);
            socket.close();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new HttpConnection(socket).serve(router);
        } catch (IOException e) {
            // The client has gone, or has been quiet for too long; there is nobody to tell.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
