package dev.lapstrake.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server that misbehaves below HTTP, as no real server can be made to. */
public abstract class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    protected RawServer() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    protected RawServer(ServerSocketFactory factory) throws IOException {
        server = factory.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    /** Starts to accept connections, each of which is served in a thread of its own. */
    protected final void start() {
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> quietly(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void quietly(Socket socket) {
        try {
            serve(socket);
        } catch (IOException e) {
            // closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers what comes over one connection. */
    protected abstract void serve(Socket socket) throws IOException, InterruptedException;

    /** All of a request to the empty line; empty where there is none. */
    protected static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** {@code host:port}. */
    public final String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public final void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }
}
