package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What builds for a platform take beside packages.
 *
 * @param snapshot the time of the oldest of all that builds for it take, packages too
 * @param jdk what runtimes are linked from
 * @param images by the name that the user wrote: the digest of the platform's manifest
 */
public record LockedPlatform(String platform, Instant snapshot, Optional<Jdk> jdk, SortedMap<String, Digest> images) {
    /**
     * A JDK.
     *
     * @param identity another for every other JDK
     */
    public record Jdk(String version, Digest identity) {
        @Override
        public String toString() {
            return version + " (" + identity.brief() + ")";
        }
    }

    public LockedPlatform {
        images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    }

    public static LockedPlatform of(String platform, Instant snapshot, Optional<Jdk> jdk, Map<String, Digest> images) {
        return new LockedPlatform(platform, snapshot, jdk, new TreeMap<>(images));
    }
}
