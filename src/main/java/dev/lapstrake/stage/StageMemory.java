package dev.lapstrake.stage;

import java.util.Optional;

/**
 * What is known of stages that ran before.
 *
 * @param cache their results on this machine
 * @param remote where to look for what the cache does not have
 * @param history what went into the project's stages when they were last finished
 */
public record StageMemory(StageCache cache, Optional<RemoteStages> remote, KeyHistory history) {}
