package dev.lapstrake.stage;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.registry.Registries;
import java.time.Duration;

/**
 * A repository in a registry where machines leave results for each other.
 *
 * @param repository its tag and digest don't matter
 * @param push true to leave there what this build makes
 * @param longest how long any answer may take; what is sent, either way, has a second more for each megabyte
 */
public record RemoteCache(Registries registries, ImageReference repository, boolean push, Duration longest) {}
