package dev.lapstrake.log;

import java.util.Locale;

/** Where the result of a step came from. */
public enum Origin {
    /** It was made. */
    BUILT,
    /** An earlier build on this machine made it. */
    CACHE,
    /** Another machine made it, and left it in a registry. */
    REGISTRY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
