package dev.lapstrake.registry;

import dev.lapstrake.net.Origin;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may be talked to without verified TLS: this machine itself, and registries that the user named.
 *
 * @param insecure registries as they stand in images' names: host, and port where there is one
 */
record PeerTrust(Set<String> insecure) {
    PeerTrust {
        insecure = insecure.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    boolean isNamed(URI uri) {
        return Origin.of(uri).names().stream().anyMatch(insecure::contains);
    }

    static boolean isLoopback(URI uri) {
        return Origin.isLoopback(Optional.ofNullable(uri.getHost()).orElse(""));
    }

    /** Host and port, as the URI has them. */
    static String authority(URI uri) {
        return Optional.ofNullable(uri.getRawAuthority()).orElse("").toLowerCase(Locale.ROOT);
    }

    /** True if both are the same server, asked in the same way. */
    static boolean isSameOrigin(URI one, URI other) {
        return Origin.of(one).equals(Origin.of(other));
    }

    /** Refuses an address, wherever it came from, that would be talked to in the clear without the user's consent. */
    void check(URI uri) throws BuildException {
        boolean clear = !"https".equalsIgnoreCase(uri.getScheme());
        boolean allowed = "http".equalsIgnoreCase(uri.getScheme()) && (isLoopback(uri) || isNamed(uri));
        if (clear && !allowed) {
            String shown = authority(uri).replaceFirst("^.*@", ""); // a login may stand before it
            throw new Problem(
                            "registry-insecure",
                            "The registry leads to an address without TLS.",
                            uri.getScheme() + "://" + shown,
                            "have the registry give addresses with https, or allow this one by"
                                    + " <insecureRegistries><registry>" + shown
                                    + "</registry></insecureRegistries>")
                    .exception();
        }
    }
}
