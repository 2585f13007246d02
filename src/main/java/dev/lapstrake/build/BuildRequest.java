package dev.lapstrake.build;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;

/** All that a build is asked for. */
public record BuildRequest(
        ImageName name,
        Target target,
        ApplicationChoice application,
        StageChoice stages,
        LaunchChoice launch,
        DebugChoice debug) {
    /** A request for an image alone. */
    public BuildRequest(
            ImageName name, Target target, ApplicationChoice application, StageChoice stages, LaunchChoice launch) {
        this(name, target, application, stages, launch, DebugChoice.NONE);
    }

    /** What the image runs on: a platform, and a foundation for it. */
    public record Target(Platform platform, FoundationChoice foundation, DebianChoice debian) {}

    /** The same request with another image beside the image. */
    public BuildRequest with(DebugChoice other) {
        return new BuildRequest(name, target, application, stages, launch, other);
    }

    void check() throws BuildException {
        debug.check(name);
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
