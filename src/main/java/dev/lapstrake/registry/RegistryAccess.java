package dev.lapstrake.registry;

import dev.lapstrake.registry.credentials.CredentialChain;
import java.util.Set;

/**
 * How registries are reached.
 *
 * @param insecureRegistries those that may be talked to in the clear, or with TLS that is not verified; named as in
 *     images' names, with the port
 */
public record RegistryAccess(
        CredentialChain credentials, Set<String> insecureRegistries, Timeouts timeouts, Persistence persistence) {
    public RegistryAccess {
        insecureRegistries = Set.copyOf(insecureRegistries);
    }

    public static RegistryAccess of(CredentialChain credentials, Set<String> insecureRegistries) {
        return new RegistryAccess(credentials, insecureRegistries, Timeouts.STANDARD, Persistence.STANDARD);
    }

    public RegistryAccess with(Timeouts others) {
        return new RegistryAccess(credentials, insecureRegistries, others, persistence);
    }

    public RegistryAccess with(Persistence other) {
        return new RegistryAccess(credentials, insecureRegistries, timeouts, other);
    }
}
