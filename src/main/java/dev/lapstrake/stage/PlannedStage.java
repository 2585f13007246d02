package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Platform;
import java.util.List;
import java.util.Optional;

/**
 * What would become of a stage if it were run.
 *
 * @param reads the names of the stages whose results it reads
 * @param key empty where it depends on what another stage will have made
 * @param changes where the stage would be made: what is another than when it was made last; empty where that is not known
 */
public record PlannedStage(
        String name, List<String> reads, Optional<CacheKey> key, Source source, List<String> changes) {
    /** Where a result would come from. */
    public enum Source {
        /** The cache of this machine. */
        CACHE,
        /** The cache in a registry. */
        REGISTRY,
        /** The project: there is nothing to make. */
        PROJECT,
        /** It would be made. */
        BUILD,
        /** That shows when the stages before it are done. */
        LATER
    }

    public PlannedStage {
        reads = List.copyOf(reads);
        changes = List.copyOf(changes);
    }

    /** The same in a plan for several platforms. */
    public PlannedStage on(Platform platform) {
        return new PlannedStage(
                name + " " + platform,
                reads.stream().map(read -> read + " " + platform).toList(),
                key,
                source,
                changes);
    }
}
