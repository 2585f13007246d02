package dev.lapstrake.net;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** The login as the JDK's older client asks for it; that client shows it to a proxy only, and once it is asked. */
    public Optional<Authenticator> authenticator() {
        return login.map(pair -> pair.split(":", 2))
                .map(pair -> new PasswordAuthentication(pair[0], (pair.length == 2 ? pair[1] : "").toCharArray()))
                .map(ProxyLogin::new);
    }

    private static final class ProxyLogin extends Authenticator {
        private final PasswordAuthentication login;

        private ProxyLogin(PasswordAuthentication login) {
            this.login = login;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY ? login : null;
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
