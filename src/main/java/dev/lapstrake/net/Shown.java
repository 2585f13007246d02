package dev.lapstrake.net;

import java.net.URI;

/** Addresses as anyone may see them. */
public final class Shown {
    private Shown() {}

    /** An address without a user, and without what is beyond the path, which may be a signature. */
    public static String address(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + (uri.getHost() == null ? "" : uri.getHost()) + port + uri.getRawPath();
    }
}
