package dev.lapstrake.registry;

import dev.lapstrake.oci.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What this build knows of where one registry has blobs and manifests, so that it need not ask. */
final class Whereabouts {
    private final Map<Digest, Set<String>> seen = new ConcurrentHashMap<>();
    private final Map<Digest, Set<String>> likely = new ConcurrentHashMap<>();
    private final Map<Digest, Set<String>> ahead = new ConcurrentHashMap<>();

    /** The registry has said so, of the thing itself or of a manifest that refers to it. */
    void note(Digest digest, String repository) {
        seen.computeIfAbsent(digest, any -> ConcurrentHashMap.newKeySet()).add(repository);
    }

    /** It was sent there for an image that will be pushed. */
    void noteAhead(Digest digest, String repository) {
        ahead.computeIfAbsent(digest, any -> ConcurrentHashMap.newKeySet()).add(repository);
    }

    /** True if it was, and nobody has taken note of that yet. */
    boolean takeAhead(Digest digest, String repository) {
        Set<String> places = ahead.get(digest);
        return places != null && places.remove(repository);
    }

    /** Somebody has seen it there once. */
    void suspect(Digest digest, String repository) {
        likely.computeIfAbsent(digest, any -> ConcurrentHashMap.newKeySet()).add(repository);
    }

    void forget(Digest digest, String repository) {
        seen.computeIfPresent(digest, (key, places) -> without(repository, places));
    }

    private static Set<String> without(String repository, Set<String> places) {
        places.remove(repository);
        return places;
    }

    boolean isIn(String repository, Digest digest) {
        return seen.getOrDefault(digest, Set.of()).contains(repository);
    }

    /** Another repository that probably has it. */
    Optional<String> besides(String repository, Digest digest) {
        return Stream.of(seen, likely)
                .flatMap(places -> places.getOrDefault(digest, Set.of()).stream())
                .filter(place -> !place.equals(repository))
                .findFirst();
    }
}
