package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.declared.DeclaredStages;
import dev.lapstrake.declared.ImagePaths;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.RootRequest;
import dev.lapstrake.root.RootStage;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the stages that make the layers below the application's: root and runtime, unless there is a base, and copies. */
record LayerStages(Workshop workshop, BuildRequest request, DeclaredStages declared) {
    static LayerStages of(Workshop workshop, BuildRequest request) throws BuildException {
        BuildRequest.Target target = request.target();
        return new LayerStages(
                workshop, request, workshop.declared(request.stages(), target.platform(), target.debian()));
    }

    /** The stages, that of the lowest layer first. None is run. */
    List<Stage> stages(Optional<Application> application) throws IOException, BuildException {
        List<Stage> stages = new ArrayList<>();
        if (target().foundation() instanceof FoundationChoice.Distroless distroless) {
            Optional<Stage> runtime =
                    application.isPresent() ? Optional.of(runtime(application.get())) : Optional.empty();
            stages.add(root(distroless, runtime));
            runtime.ifPresent(stages::add);
        }
        stages.addAll(copies());
        return stages;
    }

    private BuildRequest.Target target() {
        return request.target();
    }

    private RootStage root(FoundationChoice.Distroless choice, Optional<Stage> runtime)
            throws IOException, BuildException {
        RootRequest root = RootRequest.of(
                target().debian().archive(target().platform(), workshop.workplace()), choice.packages(), ElfNeeds.NONE);
        return new RootStage(root, runtime, workshop.log());
    }

    private RuntimeStage runtime(Application application) throws IOException, BuildException {
        ApplicationChoice.RuntimeChoice choice = ((ApplicationChoice.Java) request.application()).runtime();
        return new RuntimeMaker(workshop, target(), choice).make(application);
    }

    List<Stage> copies() throws BuildException {
        boolean distroless = target().foundation() instanceof FoundationChoice.Distroless;
        return declared.copiesIntoImage(distroless ? ImagePaths.MERGED_USR : ImagePaths.AS_WRITTEN);
    }

    /** Tells of the stages that nothing uses. */
    void warnOfUnused() {
        for (String name : declared.unused()) {
            workshop.log().warn("The stage '" + name + "' is not used: no <copy> takes anything from it.");
        }
    }
}
