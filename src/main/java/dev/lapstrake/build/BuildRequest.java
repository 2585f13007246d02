package dev.lapstrake.build;

import dev.lapstrake.problem.BuildException;
import java.util.List;

/**
 * All that a build is asked for.
 *
 * @param platforms at least one; with several, the image is an index over an image for each
 */
public record BuildRequest(ImageName name, List<PlatformRequest> platforms, ManifestChoice manifests) {
    public BuildRequest {
        platforms = List.copyOf(platforms);
    }

    /** The same request with another image beside the image. */
    BuildRequest with(DebugChoice debug) {
        return new BuildRequest(
                name, platforms.stream().map(platform -> platform.with(debug)).toList(), manifests);
    }

    boolean isForSeveral() {
        return platforms.size() > 1;
    }

    void check() throws BuildException {
        for (PlatformRequest platform : platforms) {
            platform.debug().check(name);
            platform.check();
        }
    }
}
