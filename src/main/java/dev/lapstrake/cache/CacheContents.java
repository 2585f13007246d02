package dev.lapstrake.cache;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a cache folder holds.
 *
 * @param entries in no order
 * @param unnamed the blobs, with their sizes, that no entry names: of images that were only looked into, or of builds
 *     that did not end
 */
public record CacheContents(List<CacheEntry> entries, Map<Digest, Long> unnamed) {
    /** The name of the layout's folder in the cache's. */
    private static final String LAYOUT = "oci";

    public CacheContents {
        entries = List.copyOf(entries);
        unnamed = Map.copyOf(unnamed);
    }

    /** Where a cache has its layout. */
    public static Path layout(Path cache) {
        return cache.resolve(LAYOUT);
    }

    public static CacheContents of(Path cache) throws IOException {
        Layout layout = Layout.ofCache(layout(cache));
        List<CacheEntry.Tagged> tagged = new TaggedEntries(layout).read();
        Set<Digest> named = new HashSet<>();
        tagged.forEach(entry -> named.addAll(entry.blobs().keySet()));
        Map<Digest, Long> unnamed = new HashMap<>(layout.blobs());
        unnamed.keySet().removeAll(named);
        List<CacheEntry> entries = new ArrayList<>(tagged);
        entries.addAll(LooseEntries.in(cache, layout.folder()));
        return new CacheContents(entries, unnamed);
    }

    /** The bytes of it all, what is shared counted once. */
    public long size() {
        Map<Digest, Long> blobs = new HashMap<>(unnamed);
        long loose = 0;
        for (CacheEntry entry : entries) {
            if (entry instanceof CacheEntry.Tagged tagged) {
                blobs.putAll(tagged.blobs());
            } else {
                loose += entry.size();
            }
        }
        return loose + blobs.values().stream().mapToLong(Long::longValue).sum();
    }

    CacheContents without(Set<CacheEntry> dropped) {
        List<CacheEntry> left =
                entries.stream().filter(entry -> !dropped.contains(entry)).toList();
        return new CacheContents(left, Map.of());
    }
}
