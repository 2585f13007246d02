package dev.lapstrake.build;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
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

    /** Does the part of a task that is for one platform; where there are several, what is wrong says for which. */
    <R> R part(PlatformRequest platform, Workshop.Task<R> task) throws IOException, BuildException {
        try {
            return task.run();
        } catch (BuildException e) {
            throw isForSeveral()
                    ? e.problem().about(platform.platform().toString()).exception(e)
                    : e;
        }
    }

    void check() throws BuildException {
        manifests.check();
        for (PlatformRequest platform : platforms) {
            platform.debug().check(name);
            platform.check();
        }
    }
}
