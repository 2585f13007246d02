package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.stage.PlannedStage.Source;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StagePlanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a build would do for one platform. */
record PlatformPlan(Workshop workshop, PlatformRequest request) {
    List<PlannedStage> stages() throws IOException, BuildException {
        LayerStages stages = LayerStages.planned(workshop, request);
        stages.warnOfUnused();
        StagePlanner planner = workshop.planner();
        planner.plan(stages.declared().forCompilePhase().values());
        Optional<Application> application = lacksJdk() ? Optional.empty() : application();
        if (application.isEmpty() && request.application() instanceof ApplicationChoice.Java) {
            return unsettled(stages.copies(), planner);
        }
        List<Stage> layers = stages.stages(application);
        List<Stage> onTop = new DebugStages(workshop, request).of(layers);
        List<PlannedStage> plan = new ArrayList<>(
                planner.plan(Stream.concat(layers.stream(), onTop.stream()).toList()));
        plan.addAll(new ImagePlan(workshop, request, planner).of(stages, layers, application));
        return new DebugPlan(workshop, planner, onTop).after(plan);
    }

    private Optional<Application> application() throws IOException, BuildException {
        try {
            return workshop.application(request);
        } catch (BuildException e) {
            if (e.problem().id().equals("nothing-compiled")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * A plan fetches no packed JDK, so that a runtime is known by name alone until a build has; and so is the form of the
     * application, where an archive of a release of Java decides it.
     */
    private boolean lacksJdk() throws IOException {
        return request.application() instanceof ApplicationChoice.Java java
                && java.runtime().target() instanceof ApplicationChoice.JdkChoice.Archive packed
                && request.target().foundation() instanceof FoundationChoice.Distroless
                && packed.archive().unpacked(workshop.workplace().jdks()).isEmpty();
    }

    private List<PlannedStage> unsettled(List<Stage> copies, StagePlanner planner) throws IOException, BuildException {
        List<PlannedStage> plan = new ArrayList<>(planner.plan(copies));
        List<String> layers = new ArrayList<>();
        if (request.target().foundation() instanceof FoundationChoice.Distroless) {
            plan.add(later("runtime", List.of()));
            plan.add(later("root", List.of("runtime")));
            layers.addAll(List.of("root", "runtime"));
        }
        copies.forEach(copy -> layers.add(copy.name()));
        plan.add(later("image", layers));
        return DebugPlan.uncompiled(request.debug(), plan);
    }

    static PlannedStage later(String name, List<String> reads) {
        return new PlannedStage(name, reads, Optional.empty(), Source.LATER, List.of());
    }
}
