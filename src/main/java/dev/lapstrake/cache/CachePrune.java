package dev.lapstrake.cache;

import dev.lapstrake.disk.LastUse;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drops from a cache what was not of use for the longest time. What was within the hour stays, whatever its size, since a
 * build may be reading it; and if one loses something all the same, it makes it again.
 *
 * @param now the present
 */
public record CachePrune(Path cache, Instant now) {
    private static final Duration SPARED = Duration.ofHours(1);
    private static final Duration LITTER = Duration.ofDays(1);

    /**
     * What is too much.
     *
     * @param age how long ago something may have been of use
     * @param size how many bytes there may be
     */
    public record Limits(Duration age, long size) {}

    /** What was dropped. */
    public record Pruned(int entries, long bytes) {}

    public Pruned run(Limits limits) throws IOException {
        CacheContents before = CacheContents.of(cache);
        Set<CacheEntry> dropped = tooMuch(before, limits);
        drop(dropped);
        CacheContents after = CacheContents.of(cache);
        return new Pruned(before.entries().size() - after.entries().size(), Math.max(0, before.size() - after.size()));
    }

    private Set<CacheEntry> tooMuch(CacheContents contents, Limits limits) {
        List<CacheEntry> fromTheOldest = contents.entries().stream()
                .filter(entry -> isOlderThan(SPARED, entry.used()))
                .sorted(Comparator.comparing(CacheEntry::used).thenComparing(CacheEntry::name))
                .toList();
        Set<CacheEntry> dropped = fromTheOldest.stream()
                .filter(entry -> isOlderThan(age(entry, limits), entry.used()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Weight weight = new Weight(contents.without(dropped));
        for (CacheEntry entry : fromTheOldest) {
            if (weight.bytes > limits.size() && dropped.add(entry)) {
                weight.take(entry);
            }
        }
        return dropped;
    }

    private static Duration age(CacheEntry entry, Limits limits) {
        return entry.isLitter() && limits.age().compareTo(LITTER) > 0 ? LITTER : limits.age();
    }

    private boolean isOlderThan(Duration age, Instant used) {
        return Duration.between(used, now).compareTo(age) > 0;
    }

    /** The bytes of entries of which one goes after the other. */
    private static final class Weight {
        private final Map<Digest, Integer> users = new HashMap<>();
        private long bytes;

        Weight(CacheContents contents) {
            bytes = contents.size();
            contents.entries().forEach(entry -> {
                if (entry instanceof CacheEntry.Tagged tagged) {
                    tagged.blobs().keySet().forEach(blob -> users.merge(blob, 1, Integer::sum));
                }
            });
        }

        void take(CacheEntry entry) {
            if (entry instanceof CacheEntry.Tagged tagged) {
                tagged.blobs().forEach((blob, size) -> bytes -= users.merge(blob, -1, Integer::sum) == 0 ? size : 0);
            } else {
                bytes -= entry.size();
            }
        }
    }

    private void drop(Set<CacheEntry> dropped) throws IOException {
        Set<String> tags = dropped.stream()
                .filter(CacheEntry.Tagged.class::isInstance)
                .map(entry -> ((CacheEntry.Tagged) entry).tag())
                .collect(Collectors.toSet());
        Layout layout = Layout.ofCache(CacheContents.layout(cache));
        if (!tags.isEmpty()) {
            layout.changeIndex(entries -> entries.stream()
                    .filter(entry -> !tags.contains(entry.refName().orElse("")))
                    .toList());
        }
        for (Digest unnamed : CacheContents.of(cache).unnamed().keySet()) {
            drop(layout.blob(unnamed));
        }
        for (CacheEntry entry : dropped) {
            if (entry instanceof CacheEntry.Loose loose) {
                drop(loose.path());
            }
        }
    }

    private void drop(Path path) throws IOException {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Scratch.delete(path);
            } else if (isOlderThan(SPARED, LastUse.of(path))) {
                Files.delete(path);
            }
        } catch (FileSystemException e) {
            // gone, or in use, as it can be on Windows: the next time
        }
    }
}
