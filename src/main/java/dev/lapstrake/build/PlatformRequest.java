package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.startup.StartupChoice;

/** What a build is asked for, for one platform. */
public record PlatformRequest(
        Target target, ApplicationChoice application, StageChoice stages, LaunchChoice launch, DebugChoice debug) {
    /** The folder that containers start in, and that class paths in archives are relative to. */
    private static final String START = Application.HOME.absolute();

    public Platform platform() {
        return target.platform();
    }

    /** The same request with another image beside the image. */
    PlatformRequest with(DebugChoice other) {
        return new PlatformRequest(target, application, stages, launch, other);
    }

    /** The same request for what is fetched alone: nothing is trained. */
    PlatformRequest withoutStartup() {
        return application instanceof ApplicationChoice.Java java
                ? new PlatformRequest(
                        target,
                        new ApplicationChoice.Java(java.source(), java.runtime(), StartupChoice.NONE, java.layers()),
                        stages,
                        launch,
                        debug)
                : this;
    }

    void check() throws BuildException {
        checkStartup();
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

    private void checkStartup() throws BuildException {
        if (application instanceof ApplicationChoice.Java java) {
            checkRuntime(java.startup());
            checkStart(java.startup());
        }
    }

    /** An archive is one of the runtime that is made here. */
    private void checkRuntime(StartupChoice startup) throws BuildException {
        if (startup.isAskedFor() && target.foundation() instanceof FoundationChoice.Base) {
            throw startup(
                    "<startup> needs a runtime that is made here, and <base> has its own.",
                    startup.mode().toString(),
                    "leave out <startup>, or <base>");
        }
    }

    /** The JVM uses an archive of an application only if it is started as in the training. */
    private void checkStart(StartupChoice startup) throws BuildException {
        if (!startup.isTrained()) {
            return;
        }
        if (!launch.entryPoint().isEmpty()) {
            throw startup(
                    "<startup> needs the command that starts the Java application, and <entryPoint> is another.",
                    startup.mode().toString(),
                    "leave out <startup>, or <entryPoint>; options of the JVM go into <jvmFlags>");
        }
        if (!launch.workingDirectory().equals(START)) {
            throw startup(
                    "<startup> needs a container that starts in " + START + ", since class paths are relative to it.",
                    launch.workingDirectory(),
                    "leave out <startup>, or <workingDirectory>");
        }
    }

    private static BuildException startup(String what, String found, String fix) {
        return new Problem("startup-impossible", what, found, fix).exception();
    }
}
