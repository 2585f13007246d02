package dev.lapstrake.registry;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/** Speaks TLS, and then says nothing at all. */
final class SilentServer extends RawServer {
    final AtomicInteger connections = new AtomicInteger();

    /**
     * @param keyStore made where it is missing
     */
    SilentServer(Path keyStore) throws IOException {
        super(TlsServer.context(keyStore).getServerSocketFactory());
        start();
    }

    @Override
    protected void serve(Socket socket) throws IOException {
        SSLSocket tls = (SSLSocket) socket;
        tls.startHandshake();
        connections.incrementAndGet();
        tls.getInputStream().readAllBytes();
    }
}
