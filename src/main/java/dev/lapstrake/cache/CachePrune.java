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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    /** Drops what is too much; nothing from a folder that is not Lapstrake's alone. */
    public Pruned run(Limits limits) throws IOException {
        if (!new CacheMark(cache).isThere()) {
            return new Pruned(0, 0);
        }
        CacheContents before = CacheContents.of(cache);
        Set<CacheEntry> dropped = tooMuch(before, limits);
        drop(dropped, before.unnamed().keySet());
        CacheContents after = CacheContents.of(cache);
        return new Pruned(before.entries().size() - after.entries().size(), Math.max(0, before.size() - after.size()));
    }

    private Set<CacheEntry> tooMuch(CacheContents contents, Limits limits) {
        List<CacheEntry> fromTheOldest = contents.entries().stream()
                .filter(entry -> isOlderThan(entry.isLitter() ? LITTER : SPARED, entry.used()))
                .sorted(Comparator.comparing(CacheEntry::used).thenComparing(CacheEntry::name))
                .toList();
        Set<CacheEntry> dropped = fromTheOldest.stream()
                .filter(entry -> entry.isLitter() || isOlderThan(limits.age(), entry.used()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Weight weight = new Weight(contents.without(dropped));
        for (CacheEntry entry : fromTheOldest) {
            if (weight.bytes > limits.size() && dropped.add(entry)) {
                weight.take(entry);
            }
        }
        return dropped;
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

    /**
     * @param unnamed the blobs that nothing named before: a build may just be about to name them
     */
    private void drop(Set<CacheEntry> dropped, Set<Digest> unnamed) throws IOException {
        Map<String, Digest> tags = dropped.stream()
                .filter(CacheEntry.Tagged.class::isInstance)
                .map(CacheEntry.Tagged.class::cast)
                .collect(Collectors.toMap(CacheEntry.Tagged::tag, CacheEntry.Tagged::manifest, (one, same) -> one));
        Layout layout = Layout.ofCache(CacheContents.layout(cache));
        if (!tags.isEmpty()) {
            layout.changeIndex(entries -> entries.stream()
                    .filter(entry ->
                            !entry.digest().equals(tags.get(entry.refName().orElse(""))))
                    .toList());
        }
        for (Digest blob : CacheContents.of(cache).unnamed().keySet()) {
            drop(layout.blob(blob), unnamed.contains(blob) ? LITTER : SPARED);
        }
        for (CacheEntry entry : dropped) {
            if (entry instanceof CacheEntry.Loose loose) {
                drop(loose.path(), SPARED);
            }
        }
    }

    /** Its name goes first: a folder that lost only a part would pass for a whole one. */
    private static void dropFolder(Path folder) throws IOException {
        Path gone = folder.resolveSibling(LooseEntries.SCRATCH + UUID.randomUUID());
        Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
        Scratch.delete(gone);
    }

    private void drop(Path path, Duration spared) throws IOException {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                dropFolder(path);
            } else if (isOlderThan(spared, LastUse.of(path))) {
                Files.delete(path);
            }
        } catch (FileSystemException e) {
            // gone, or in use, as it can be on Windows: the next time
        }
    }
}
