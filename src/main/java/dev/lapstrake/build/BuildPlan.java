package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.stage.PlannedStage.Source;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StagePlanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what a build would do, stage by stage, and does none of it. */
public final class BuildPlan {
    private final Workplace workplace;
    private final Registries registries;
    private final BuildLog log;

    public BuildPlan(Workplace workplace, Registries registries, BuildLog log) {
        this.workplace = workplace;
        this.registries = registries;
        this.log = log;
    }

    /**
     * The stages of a build, each after those that it reads; the image is the last of them. Where the project is not
     * compiled yet, what depends on its classes is known by name alone.
     */
    public List<PlannedStage> of(BuildRequest request) throws BuildException {
        request.check();
        try (Workshop workshop = Workshop.at(workplace, registries, log)) {
            LayerStages stages = LayerStages.planned(workshop, request);
            stages.warnOfUnused();
            StagePlanner planner = workshop.planner();
            planner.plan(stages.declared().forCompilePhase().values());
            Optional<Application> application = application(request, workshop);
            if (application.isEmpty() && request.application() instanceof ApplicationChoice.Java) {
                return uncompiled(stages.copies(), planner, request);
            }
            List<Stage> layers = stages.stages(application);
            List<Stage> onTop = new DebugStages(workshop, request).of(layers);
            List<PlannedStage> plan = new ArrayList<>(
                    planner.plan(Stream.concat(layers.stream(), onTop.stream()).toList()));
            plan.addAll(new ImagePlan(workshop, request, planner).of(stages, layers, application));
            return new DebugPlan(workshop, planner, onTop).after(plan);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private static Optional<Application> application(BuildRequest request, Workshop workshop)
            throws IOException, BuildException {
        try {
            return workshop.application(request.application());
        } catch (BuildException e) {
            if (e.problem().id().equals("nothing-compiled")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<PlannedStage> uncompiled(List<Stage> copies, StagePlanner planner, BuildRequest request)
            throws IOException, BuildException {
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
