package dev.lapstrake.registry;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Agrees over TLS to speak HTTP/2 (RFC 9113), greets, and then says no more. */
final class SilentServer extends RawServer {
    /** An empty frame SETTINGS, with which a server begins. */
    private static final byte[] GREETING = {0, 0, 0, 4, 0, 0, 0, 0, 0};

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
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        connections.incrementAndGet();
        tls.getOutputStream().write(GREETING);
        tls.getInputStream().readAllBytes();
    }
}
