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

    /** A request for an image for one platform, of OCI's form, with the annotations that are found. */
    public static BuildRequest of(ImageName name, PlatformRequest platform) {
        return new BuildRequest(name, List.of(platform), ManifestChoice.STANDARD);
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
