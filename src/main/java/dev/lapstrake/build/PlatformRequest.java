package dev.lapstrake.build;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;

/** What a build is asked for, for one platform. */
public record PlatformRequest(
        Target target, ApplicationChoice application, StageChoice stages, LaunchChoice launch, DebugChoice debug) {
    public Platform platform() {
        return target.platform();
    }

    /** The same request with another image beside the image. */
    PlatformRequest with(DebugChoice other) {
        return new PlatformRequest(target, application, stages, launch, other);
    }

    void check() throws BuildException {
        if (target.foundation() instanceof FoundationChoice.Distroless made) {
            launch.checkUser(made.contents().accounts().names());
        }
        if (application instanceof ApplicationChoice.None
                && target.foundation() instanceof FoundationChoice.Distroless
                && launch.entryPoint().isEmpty()) {
            throw Problem.of(
                            "entry-point-missing",
                            "<application>none</application> leaves nothing to start.",
                            "write the command in <entryPoint>, for example"
                                    + " <entryPoint><argument>/usr/bin/node</argument><argument>/app/server.js</argument></entryPoint>")
                    .exception();
        }
    }
}
