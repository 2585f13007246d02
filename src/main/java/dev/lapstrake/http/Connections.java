package dev.lapstrake.http;

import dev.lapstrake.net.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections that nobody uses at the moment, by server. */
final class Connections {
    private final Map<Origin, Deque<Connection>> idle = new HashMap<>();

    /** The one that was used last and that the server has not closed since. */
    Optional<Connection> take(Origin server) {
        for (Connection last = poll(server); last != null; last = poll(server)) {
            if (last.isQuiet()) {
                return Optional.of(last);
            }
            last.close();
        }
        return Optional.empty();
    }

    private synchronized @Nullable Connection poll(Origin server) {
        Deque<Connection> there = idle.get(server);
        return there == null ? null : there.pollLast();
    }

    synchronized void keep(Origin server, Connection connection) {
        idle.computeIfAbsent(server, any -> new ArrayDeque<>()).add(connection);
    }
}
