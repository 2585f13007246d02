package dev.lapstrake.cache;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.LastUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a cache from growing for ever. It is looked through once an hour at most, since nothing that is younger would go
 * anyway, and since a build that changes nothing is not to wait for it.
 *
 * @param bytes how large it may become
 */
public record CacheLimit(Path cache, long bytes) {
    private static final Duration INTERVAL = Duration.ofHours(1);

    /** A file whose time is that of the last look. */
    static Path mark(Path cache) {
        return cache.resolve("pruned");
    }

    /** Prunes the cache, if it is time to. */
    public Optional<CachePrune.Pruned> keep(Instant now) throws IOException {
        Path mark = mark(cache);
        if (Files.exists(mark) && LastUse.of(mark).plus(INTERVAL).isAfter(now)) {
            return Optional.empty();
        }
        AtomicFile.write(mark, new byte[0]);
        Files.setLastModifiedTime(mark, FileTime.from(now));
        CachePrune.Limits limits = new CachePrune.Limits(Duration.ofSeconds(Long.MAX_VALUE), bytes);
        return Optional.of(new CachePrune(cache, now).run(limits));
    }
}
