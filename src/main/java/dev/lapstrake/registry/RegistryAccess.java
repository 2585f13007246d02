package dev.lapstrake.registry;

import dev.lapstrake.registry.credentials.CredentialChain;
import java.time.Duration;
import java.util.Set;

/**
 * How registries are reached.
 *
 * @param insecureRegistries those that may be talked to in the clear, or with TLS that is not verified; named as in
 *     images' names, with the port
 * @param connectTime how long a connection may take to come about
 * @param quietTime how long nothing may move on a connection that waits for something
 */
public record RegistryAccess(
        CredentialChain credentials, Set<String> insecureRegistries, Duration connectTime, Duration quietTime) {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(20);

    /** Long, since registries may check a large blob, or move it to another store, before they answer. */
    private static final Duration QUIET_TIME = Duration.ofMinutes(2);

    public RegistryAccess {
        insecureRegistries = Set.copyOf(insecureRegistries);
    }

    public static RegistryAccess of(CredentialChain credentials, Set<String> insecureRegistries) {
        return new RegistryAccess(credentials, insecureRegistries, CONNECT_TIME, QUIET_TIME);
    }
}
