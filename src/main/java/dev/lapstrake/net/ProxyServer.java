package dev.lapstrake.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP proxy.
 *
 * @param login user and password, separated by a colon; empty where it wants none
 */
public record ProxyServer(String host, int port, Optional<String> login) {
    private static final int LAST_PORT = 65535;

    public ProxyServer {
        if (host.isEmpty() || port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("no address of a proxy: " + host + ":" + port);
        }
    }

    /** The value of the header {@code Proxy-Authorization} (RFC 7617). */
    public Optional<String> authorization() {
        return login.map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
