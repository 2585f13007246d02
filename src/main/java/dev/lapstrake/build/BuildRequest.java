package dev.lapstrake.build;

import dev.lapstrake.app.ProjectSource;
import dev.lapstrake.oci.Platform;

/** All that a build is asked for. */
public record BuildRequest(
        ImageName name, Platform platform, ProjectSource project, FoundationChoice foundation, LaunchChoice launch) {}
