package dev.lapstrake.cache;

import dev.lapstrake.oci.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Something in the cache that can go without anything else. */
public sealed interface CacheEntry {
    /** What it is, a word: {@code stage}, {@code image}, {@code debian}. */
    String kind();

    /** What tells it from others of its kind. */
    String name();

    /** When it was last of use. */
    Instant used();

    /** In bytes. */
    long size();

    /** True if nobody can use it any more: it is damaged, or what a build left that was killed. */
    boolean isLitter();

    /**
     * A result or an image, which the layout's index names.
     *
     * @param tag its name there
     * @param manifest what has the name
     * @param blobs the sizes of its blobs, which it may share with others; none if it is damaged
     */
    record Tagged(String kind, String name, Instant used, String tag, Digest manifest, Map<Digest, Long> blobs)
            implements CacheEntry {
        public Tagged {
            blobs = Map.copyOf(blobs);
        }

        @Override
        public boolean isLitter() {
            return blobs.isEmpty();
        }

        @Override
        public long size() {
            return blobs.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A file or a folder. */
    record Loose(String kind, String name, Instant used, long size, Path path, boolean isLitter)
            implements CacheEntry {}
}
