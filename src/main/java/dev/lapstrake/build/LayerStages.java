package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.declared.DeclaredStages;
import dev.lapstrake.declared.ImagePaths;
import dev.lapstrake.declared.ImageShape;
import dev.lapstrake.problem.BuildException;
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
            stages.addAll(new DistrolessStages(workshop, request, distroless.contents()).of(application));
        } else if (target().foundation() instanceof FoundationChoice.Base base
                && !base.packages().isEmpty()) {
            stages.add(new FoundationBuilder(workshop, target()).packages(base));
        }
        stages.addAll(copies());
        return stages;
    }

    private BuildRequest.Target target() {
        return request.target();
    }

    List<Stage> copies() throws BuildException {
        return declared.copiesIntoImage(
                target().foundation() instanceof FoundationChoice.Distroless distroless
                        ? new ImageShape(
                                ImagePaths.MERGED_USR,
                                distroless.contents().accounts().entries())
                        : ImageShape.of(ImagePaths.AS_WRITTEN));
    }

    /** Tells of the stages that nothing uses. */
    void warnOfUnused() {
        for (String name : declared.unused()) {
            workshop.log().warn("The stage '" + name + "' is not used: no <copy> takes anything from it.");
        }
    }
}
