package dev.lapstrake.registry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of one run of Maven, which all modules share that reach their registries in the same way. Safe for any
 * number of threads.
 */
public final class SharedConnections {
    private final Map<String, HttpTransport> shared = new ConcurrentHashMap<>();

    HttpTransport of(Network network) {
        Optional<String> kind = network.kind();
        return kind.isPresent()
                ? shared.computeIfAbsent(kind.get(), any -> new HttpTransport(network))
                : new HttpTransport(network);
    }
}
