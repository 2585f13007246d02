package dev.lapstrake.build;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.BusyboxStage;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.runtime.ToolsStage;
import dev.lapstrake.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stages whose layers a debug image has on top of an image's own. */
record DebugStages(Workshop workshop, PlatformRequest request) {
    /**
     * @param layers the stages of the image
     */
    List<Stage> of(List<Stage> layers) throws IOException, BuildException {
        List<Stage> stages = new ArrayList<>();
        if (request.debug() != DebugChoice.NONE) {
            stages.add(busybox());
        }
        if (request.debug() == DebugChoice.SHELL_AND_JDK) {
            stages.add(new ToolsStage(runtime(layers)));
        }
        return stages;
    }

    private BusyboxStage busybox() throws IOException, BuildException {
        Target target = request.target();
        return new BusyboxStage(target.debian().archive(target.platform(), workshop), workshop.log());
    }

    private static RuntimeStage runtime(List<Stage> layers) throws BuildException {
        Optional<RuntimeStage> runtime = layers.stream()
                .filter(RuntimeStage.class::isInstance)
                .map(RuntimeStage.class::cast)
                .findFirst();
        return runtime.orElseThrow(() -> Problem.of(
                        "debug-jdk-without-runtime",
                        "<debug><jdk>true</jdk></debug> has tools for the runtime that is linked for an image, and none"
                                + " is linked for this one.",
                        "write <debug>true</debug>; with a <base>, use the tools of a JDK of its release")
                .exception());
    }
}
