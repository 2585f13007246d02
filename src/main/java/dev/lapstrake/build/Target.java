package dev.lapstrake.build;

import dev.lapstrake.oci.Platform;

/** What an image runs on: a platform, and a foundation for it. */
public record Target(Platform platform, FoundationChoice foundation, DebianChoice debian) {}
