package dev.lapstrake.registry;

import dev.lapstrake.http.Timeouts;
import dev.lapstrake.net.Origin;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.Tls;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How servers are reached.
 *
 * @param insecure registries that may be talked to in the clear, or with TLS that is not verified; named as in images'
 *     names, with the port
 * @param tls by registry, named in the same way; the others have the one under the empty name
 */
public record Network(Set<String> insecure, Timeouts timeouts, Proxies proxies, Map<String, Tls> tls) {
    public Network {
        insecure = Set.copyOf(insecure);
        Map<String, Tls> lower = new TreeMap<>();
        tls.forEach((name, kind) -> lower.put(name.toLowerCase(Locale.ROOT), kind));
        tls = Map.copyOf(lower);
    }

    /** The network as the JVM finds it. */
    public static Network of(Set<String> insecure) {
        return new Network(insecure, Timeouts.STANDARD, Proxies.NONE, Map.of());
    }

    public Network with(Timeouts others) {
        return new Network(insecure, others, proxies, tls);
    }

    /** What tells networks apart that share no connections; empty where a client's certificate does. */
    Optional<String> kind() {
        StringBuilder kind = new StringBuilder(new TreeSet<>(insecure).toString());
        for (Map.Entry<String, Tls> entry : new TreeMap<>(tls).entrySet()) {
            if (entry.getValue().certificate().isPresent()) {
                return Optional.empty();
            }
            kind.append('\n').append(entry.getKey()).append(entry.getValue().caFiles());
        }
        return Optional.of(kind.toString());
    }

    PeerTrust trust() {
        return new PeerTrust(insecure);
    }

    /** How TLS is spoken with the server at an address. */
    Tls tls(URI uri) {
        return Origin.of(uri).names().stream()
                .filter(tls::containsKey)
                .findFirst()
                .map(tls::get)
                .orElse(tls.getOrDefault("", Tls.STANDARD));
    }
}
