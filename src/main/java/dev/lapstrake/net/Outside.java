package dev.lapstrake.net;

/**
 * What of the world outside this machine may be asked, and which way.
 *
 * @param offline true if nothing may be asked of it
 */
public record Outside(boolean offline, Proxies proxies) {
    /** A world that is reached as the JVM finds it. */
    public static final Outside OPEN = new Outside(false, Proxies.NONE);

    /** A world of which nothing may be asked. */
    public static final Outside CLOSED = new Outside(true, Proxies.NONE);

    public Outside offline(boolean value) {
        return new Outside(value, proxies);
    }
}
