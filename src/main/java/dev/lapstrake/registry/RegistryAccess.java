package dev.lapstrake.registry;

import dev.lapstrake.registry.credentials.CredentialChain;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How registries are reached.
 *
 * @param mirrors by registry, named as in a parsed image's name: registries, each with the path in it if it has one, that
 *     are asked in this order before the registry itself is, and never pushed to
 */
public record RegistryAccess(
        CredentialChain credentials, Network network, Map<String, List<String>> mirrors, Persistence persistence) {
    public RegistryAccess {
        mirrors = Map.copyOf(mirrors);
    }

    public static RegistryAccess of(CredentialChain credentials, Set<String> insecureRegistries) {
        return new RegistryAccess(credentials, Network.of(insecureRegistries), Map.of(), Persistence.STANDARD);
    }

    public RegistryAccess with(Network other) {
        return new RegistryAccess(credentials, other, mirrors, persistence);
    }

    public RegistryAccess with(Persistence other) {
        return new RegistryAccess(credentials, network, mirrors, other);
    }

    public RegistryAccess withMirrors(Map<String, List<String>> others) {
        return new RegistryAccess(credentials, network, others, persistence);
    }
}
