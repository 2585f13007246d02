package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.declared.DeclaredStages;
import dev.lapstrake.declared.ImagePaths;
import dev.lapstrake.declared.ImageShape;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.PackagesOnBase;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageResult;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the stages that make the layers below the application's: root and runtime, unless there is a base, and copies.
 *
 * @param base that of the request
 * @param ahead what can be begun for the root
 */
record LayerStages(
        Workshop workshop, PlatformRequest request, DeclaredStages declared, Optional<BaseImage> base, Ahead ahead)
        implements Closeable {
    /** Stages that are to be run; what their root will take begins to be fetched when they are asked for. */
    static LayerStages of(Workshop workshop, PlatformRequest request) throws IOException, BuildException {
        Target target = request.target();
        return new LayerStages(
                workshop,
                request,
                declared(workshop, request),
                BaseImage.of(target, workshop),
                ImagePrefetch.of(target, workshop));
    }

    /** Stages that are planned, and not run. */
    static LayerStages planned(Workshop workshop, PlatformRequest request) throws BuildException {
        return new LayerStages(
                workshop,
                request,
                declared(workshop, request),
                BaseImage.planned(request.target(), workshop),
                Ahead.NOTHING);
    }

    private static DeclaredStages declared(Workshop workshop, PlatformRequest request) throws BuildException {
        Target target = request.target();
        return workshop.declared(request.stages(), target.platform(), target.debian());
    }

    /** The stages, that of the lowest layer first. None is run. */
    List<Stage> stages(Optional<Application> application) throws IOException, BuildException {
        checkPlaces(application);
        List<Stage> stages = new ArrayList<>();
        List<Stage> copies = copies();
        if (target().foundation() instanceof FoundationChoice.Distroless distroless) {
            stages.addAll(
                    new DistrolessStages(workshop, request, distroless.contents(), ahead).of(application, copies));
        } else if (target().foundation() instanceof FoundationChoice.Base choice
                && !choice.packages().isEmpty()) {
            stages.add(packages(base.orElseThrow(), new PackagesOnBase.Wanted(choice.packages(), choice.trim())));
        }
        stages.addAll(copies);
        return stages;
    }

    /** Sees to it that nothing that the user wants in a root is where the application is. */
    void checkPlaces(Optional<Application> application) throws BuildException {
        if (application.isPresent() && target().foundation() instanceof FoundationChoice.Distroless distroless) {
            new JavaPlaces(application.get()).check(distroless.contents().accounts());
        }
    }

    private Stage packages(BaseImage below, PackagesOnBase.Wanted wanted) {
        Workplace workplace = workshop.workplace();
        PackagesOnBase.Archives archives = suite -> target().debian().of(suite).archive(target().platform(), workshop);
        return new PackagesOnBase(
                below::source,
                new PackagesOnBase.Place(workplace.debian().resolve("plans"), workplace.scratch()),
                archives,
                wanted,
                workshop.log());
    }

    /** The image of what the stages made, on nothing or on the base. */
    Foundation foundation(List<StageResult> layers) throws IOException, BuildException {
        return new FoundationBuilder(workshop, target(), base).build(layers);
    }

    /** Stops what was begun ahead. */
    @Override
    public void close() throws IOException {
        ahead.close();
    }

    private Target target() {
        return request.target();
    }

    List<Stage> copies() throws BuildException {
        return declared.copiesIntoImage(
                target().foundation() instanceof FoundationChoice.Distroless distroless
                        ? new ImageShape(
                                ImagePaths.MERGED_USR, distroless.contents().accounts())
                        : ImageShape.of(ImagePaths.AS_WRITTEN));
    }

    /** Tells of the stages that nothing uses. */
    void warnOfUnused() {
        for (String name : declared.unused()) {
            workshop.log().warn("The stage '" + name + "' is not used: no <copy> takes anything from it.");
        }
    }
}
