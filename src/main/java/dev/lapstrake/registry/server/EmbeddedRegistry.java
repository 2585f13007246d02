package dev.lapstrake.registry.server;

import dev.lapstrake.oci.Layout;
import java.io.IOException;

/**
 * A registry inside this JVM, on a port of the loopback interface. What is pushed to it lands in its layout, and every
 * manifest and blob of the layout can be pulled by digest from any repository; a tag is the name
 * {@code repository:tag} in the layout's index.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private final HttpListener listener;
    private final Uploads uploads;

    private EmbeddedRegistry(HttpListener listener, Uploads uploads) {
        this.listener = listener;
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
        Uploads uploads = new Uploads(layout);
        return new EmbeddedRegistry(new HttpListener(port, new Router(layout, uploads)), uploads);
    }

    /** Host and port, as they stand at the front of an image's name. */
    public String address() {
        return "127.0.0.1:" + listener.port();
    }

    /** Stops at once; uploads that were not finished disappear. */
    @Override
    public void close() throws IOException {
        listener.close();
        uploads.close();
    }
}
