package dev.lapstrake.oci;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Manifests that this JVM has read, by their digests: what they say never changes. */
final class ReadManifests {
    private static final int MOST = 256;
    private static final Map<Digest, Manifest> READ = new ConcurrentHashMap<>();

    private ReadManifests() {}

    /**
     * @param bytes of that digest
     * @throws IOException if they are no manifest
     */
    static Manifest of(Digest digest, byte[] bytes) throws IOException {
        Manifest known = READ.get(digest);
        if (known != null) {
            return known;
        }
        Manifest read = Manifest.parse(bytes);
        if (READ.size() >= MOST) {
            READ.clear();
        }
        READ.put(digest, read);
        return read;
    }
}
