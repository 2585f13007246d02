package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.stage.PlannedStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
     * compiled yet, or a packed JDK not fetched, what depends on that is known by name alone. With several platforms,
     * each stage has its platform behind its name.
     */
    public List<PlannedStage> of(BuildRequest request) throws BuildException {
        request.check();
        try (Workshop workshop = Workshop.at(workplace, registries, log)) {
            List<PlannedStage> plan = new ArrayList<>();
            for (PlatformRequest platform : request.platforms()) {
                PlatformPlan own = new PlatformPlan(workshop.of(platform, request), platform);
                request.part(platform, own::stages).stream()
                        .map(stage -> request.isForSeveral() ? stage.on(platform.platform()) : stage)
                        .forEach(plan::add);
            }
            return plan;
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }
}
