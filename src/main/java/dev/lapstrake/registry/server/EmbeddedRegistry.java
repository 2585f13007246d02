package dev.lapstrake.registry.server;

import com.sun.net.httpserver.HttpServer;
import dev.lapstrake.oci.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry inside this JVM, on a port of the loopback interface. What is pushed to it lands in its layout, and every
 * manifest and blob of the layout can be pulled by digest from any repository; a tag is the name
 * {@code repository:tag} in the layout's index.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final int THREADS = 16;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ExecutorService threads;
    private final Uploads uploads;

    private EmbeddedRegistry(HttpServer server, ExecutorService threads, Uploads uploads) {
        this.server = server;
        this.threads = threads;
        this.uploads = uploads;
    }

    /** Starts a registry on a free port. */
    public static EmbeddedRegistry start(Layout layout) throws IOException {
        return start(layout, 0);
    }

    /**
     * Starts a registry.
     *
     * @param port 0 for a free one
     * @throws java.net.BindException if the port is taken
     */
    public static EmbeddedRegistry start(Layout layout, int port) throws IOException {
        answerAtOnce();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, EmbeddedRegistry::daemon);
        Uploads uploads = new Uploads(layout);
        server.setExecutor(threads);
        server.createContext("/", new Router(layout, uploads));
        server.start();
        return new EmbeddedRegistry(server, threads, uploads);
    }

    /**
     * The JDK's server sends head and body of an answer in two packets, and by default waits for the first to be
     * acknowledged before the second: 40 ms for each small answer. Only this property, read once, says otherwise.
     */
    private static void answerAtOnce() {
        String property = "sun.net.httpserver.nodelay";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lapstrake-registry");
        thread.setDaemon(true);
        return thread;
    }

    /** Host and port, as they stand at the front of an image's name. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Stops at once; uploads that were not finished disappear. */
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        uploads.close();
    }
}
