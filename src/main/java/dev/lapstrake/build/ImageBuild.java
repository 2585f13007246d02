package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.oci.Compression;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.PushAhead;
import dev.lapstrake.registry.Registries;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A build, from the project that Maven compiled to an image in the store: an image for each platform, side by side; over
 * several an index; and the store gets all of it, or nothing at all.
 */
public final class ImageBuild {
    private final Workplace workplace;
    private final Registries registries;
    private final List<ImageReference> destinations;
    private final StepRecorder log;

    /** A build of an image that stays here. */
    public ImageBuild(Workplace workplace, Registries registries, BuildLog log) {
        this(workplace, registries, List.of(), log);
    }

    /**
     * @param destinations the repositories that the image will be pushed to, which may have layers before there is an image
     */
    public ImageBuild(Workplace workplace, Registries registries, List<ImageReference> destinations, BuildLog log) {
        this.workplace = workplace;
        this.registries = registries;
        this.destinations = List.copyOf(destinations);
        this.log = new StepRecorder(log);
    }

    /**
     * @throws BuildException if something is wrong that the user can mend; the store then is as it was before
     */
    public BuildResult run(BuildRequest request) throws BuildException {
        request.check();
        try (Workshop workshop = Workshop.at(workplace, registries, log)) {
            return workshop.mending(() -> {
                log.restart();
                return run(request, workshop);
            });
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private BuildResult run(BuildRequest request, Workshop workshop) throws IOException, BuildException {
        UpToDate upToDate = new UpToDate(workshop, request);
        Optional<Conditions.Key> key = upToDate.key();
        Optional<BuildResult> known = key.isPresent() ? upToDate.find(key.get()) : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        try (PushAhead ahead = new PushAhead(registries, workshop.cache(), takers(request))) {
            FinishedImage image = make(request, workshop.handing(ahead::add));
            KeptBuild build = KeptBuild.of(request.name(), image, image.report(request.name(), log.steps()));
            keep(build, workshop);
            if (key.isPresent() && !log.hasWarned()) {
                upToDate.remember(build, key.get());
            }
            ahead.finish();
            return build.result(request.name());
        }
    }

    /** Who gets layers as they are made: nobody if they will be compressed otherwise in the end. */
    private List<ImageReference> takers(BuildRequest request) {
        return request.manifests().compression() == Compression.GZIP ? destinations : List.of();
    }

    private FinishedImage make(BuildRequest request, Workshop workshop) throws IOException, BuildException {
        List<PlatformImage> images = SideBySide.map(
                request.platforms(),
                platform ->
                        request.part(platform, () -> new PlatformBuild(workshop.of(platform, request), request.name())
                                .run(platform)));
        return new Finish(workshop.cache(), workplace.assembly(), request.manifests()).of(images);
    }

    private void keep(KeptBuild build, Workshop workshop) throws IOException, BuildException {
        try (Span span = log.span("build", "store")) {
            Store.at(workplace).keep(build, workshop.cache(), workshop.digests());
            span.with("bytes", build.size());
        }
    }
}
