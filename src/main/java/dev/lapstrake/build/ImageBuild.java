package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.assemble.Assembler;
import dev.lapstrake.assemble.Assembly;
import dev.lapstrake.assemble.AssemblyRequest;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.report.ImageReport;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A build, from the project that Maven compiled to an image in the store.
 *
 * <p>The application tells what it needs; the stages are run that make root, runtime and what the user copies into the
 * image, each taken from the cache under the key of what goes into it; Jib lays the application on their layers; and the
 * store gets the image, whole or not at all.
 */
public final class ImageBuild {
    private final Workplace workplace;
    private final Registries registries;
    private final StepRecorder log;

    public ImageBuild(Workplace workplace, Registries registries, BuildLog log) {
        this.workplace = workplace;
        this.registries = registries;
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
        Optional<Application> application = workshop.application(request.application());
        workplace.lock().maxAge().ifPresent(limit -> workshop.lock()
                .warnOfAge(request.target().platform(), limit, Instant.now(), log));
        LayerStages stages = LayerStages.of(workshop, request);
        stages.warnOfUnused();
        List<StageResult> layers = workshop.run(stages.stages(application));
        new Overlaps(workshop).check(layers, application);
        Foundation foundation = new FoundationBuilder(workshop, request.target()).build(layers);
        Assembly image = assemble(request.launch().assembly(foundation, application), application, workshop);
        return keep(
                request,
                image,
                Contents.of(foundation, application).with(workshop.lock().facts()),
                workshop);
    }

    private Assembly assemble(AssemblyRequest request, Optional<Application> application, Workshop workshop)
            throws IOException {
        Stopwatch watch = Stopwatch.start();
        Assembly image = new Assembler(workshop.cache(), workplace.jib(), log).assemble(request);
        workshop.history().keep("image", image.key());
        int below = workshop.cache().manifest(request.foundation()).layers().size();
        long size = workshop.cache().manifest(image.manifest()).layers().stream()
                .skip(below)
                .mapToLong(Descriptor::size)
                .sum();
        String detail = application.map(Application::mainClass).orElse("");
        log.step(new Step(
                application.isPresent() ? "application" : "image", detail, size, watch.time(), image.reused()));
        return image;
    }

    private BuildResult keep(BuildRequest request, Assembly image, Contents contents, Workshop workshop)
            throws IOException {
        ImageReport report =
                contents.report(request, image.manifest(), workshop.cache().manifest(image.manifest()), log.steps());
        Store store = Store.at(workplace);
        store.keep(image.manifest(), request.name().tags().get(0), workshop.cache());
        store.describe(report);
        return new BuildResult(request.name(), report.digest(), report.size());
    }
}
