package dev.lapstrake.stage;

import dev.lapstrake.cache.Findings;
import dev.lapstrake.cache.KeptFindings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of stages that ran before.
 *
 * @param cache their results on this machine
 * @param remote where to look for what the cache does not have
 * @param history what went into the project's stages when they were last finished
 */
public record StageMemory(StageCache cache, Optional<RemoteStages> remote, KeyHistory history) {
    /**
     * What searches came to, here and where machines leave it for each other.
     *
     * @param folder where it is kept on this machine
     */
    public Findings findings(Path folder) {
        Findings here = new KeptFindings(folder);
        return remote.isPresent() ? remote.get().findings(here) : here;
    }
}
