package dev.lapstrake.registry.credentials;

import dev.lapstrake.oci.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names under which files and helpers know registries, and parts of registries. */
final class RegistryKey {
    private static final Set<String> DOCKER_HUB =
            Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    private RegistryKey() {}

    /** Brings a key from a file into the one form {@code registry} or {@code registry/namespace}. */
    static String normal(String key) {
        String plain = key.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("/+$", "")
                .replaceFirst("/v[12]$", "");
        int slash = plain.indexOf('/');
        String host = slash < 0 ? plain : plain.substring(0, slash);
        return (DOCKER_HUB.contains(host) ? ImageReference.DOCKER_HUB : host)
                + (slash < 0 ? "" : plain.substring(slash));
    }

    /** The keys that cover a repository, the most special first (containers-auth.json(5)). */
    static List<String> covering(String registry, String repository) {
        String registryKey = normal(registry);
        List<String> keys = new ArrayList<>();
        for (String path = "/" + repository; !path.isEmpty(); path = path.substring(0, path.lastIndexOf('/'))) {
            keys.add(registryKey + path);
        }
        keys.add(registryKey);
        return keys;
    }

    /** What a helper is asked for. */
    static String forHelper(String registry) {
        return registry.equals(ImageReference.DOCKER_HUB) ? "https://index.docker.io/v1/" : registry;
    }
}
