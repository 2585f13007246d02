package dev.lapstrake.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A server, and the way in which it is asked (RFC 6454): an address without a port means that of its scheme. */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public static Origin of(URI uri) {
        String scheme = lower(uri.getScheme());
        String host = lower(uri.getHost() == null ? uri.getRawAuthority() : uri.getHost());
        return new Origin(scheme, host, uri.getPort() < 0 ? usualPort(scheme) : uri.getPort());
    }

    /** True if a host is this machine itself. A name counts in lower case alone. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** What the server may be called in images' names. */
    public List<String> names() {
        String whole = host + ":" + port;
        return port == usualPort(scheme) ? List.of(whole, host) : List.of(whole);
    }

    /** Written out: what the JDK would make of it at run time takes 20 ms of a build's start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin origin
                && origin.scheme.equals(scheme)
                && origin.host.equals(host)
                && origin.port == port;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * scheme.hashCode() + host.hashCode()) + port;
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? HTTPS : HTTP;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
