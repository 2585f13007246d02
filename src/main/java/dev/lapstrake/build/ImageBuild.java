package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.assemble.Assembly;
import dev.lapstrake.assemble.AssemblyRequest;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.report.ImageReport;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        List<Stage> below = stages.stages(application);
        List<Stage> onTop = new DebugStages(workshop, request).of(below);
        List<StageResult> made =
                workshop.run(Stream.concat(below.stream(), onTop.stream()).toList());
        List<StageResult> layers = made.subList(0, below.size());
        new Overlaps(workshop).check(layers, application);
        Foundation foundation = stages.foundation(layers);
        Assembly image = assemble(request.launch().assembly(foundation, application), application, workshop);
        DebugImage debug = new DebugImage(workshop.cache(), image.manifest(), made.subList(below.size(), made.size()));
        Contents contents =
                Contents.of(foundation, application).with(workshop.lock().facts());
        return keep(request, new Images(image.manifest(), contents, debug(debug, request.name(), workshop)), workshop);
    }

    /** What a build has made, in the cache. */
    private record Images(Descriptor image, Contents contents, Optional<DebugImage.Made> debug) {}

    private Optional<DebugImage.Made> debug(DebugImage image, ImageName name, Workshop workshop) throws IOException {
        if (image.layers().isEmpty()) {
            return Optional.empty();
        }
        Stopwatch watch = Stopwatch.start();
        DebugImage.Made made = image.findOrMake();
        workshop.history().keep(DebugImage.NAME, image.key());
        log.step(new Step(
                DebugImage.NAME, name.forDebug().reference().toString(), made.size(), watch.time(), made.reused()));
        return Optional.of(made);
    }

    private Assembly assemble(AssemblyRequest request, Optional<Application> application, Workshop workshop)
            throws IOException {
        Stopwatch watch = Stopwatch.start();
        Assembly image = workshop.assembler().assemble(request);
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

    private BuildResult keep(BuildRequest request, Images images, Workshop workshop) throws IOException {
        Descriptor image = images.image();
        String tag = request.name().tags().get(0);
        ImageReport report = images.contents()
                .report(request, image, workshop.cache().manifest(image), log.steps())
                .with(images.debug().map(made -> made.report(request.name())));
        Map<String, Descriptor> named = new LinkedHashMap<>(Map.of(tag, image));
        images.debug().ifPresent(made -> named.put(DebugChoice.tag(tag), made.manifest()));
        Store store = Store.at(workplace);
        store.keep(named, workshop.cache());
        store.describe(report);
        return new BuildResult(request.name(), report.digest(), report.size());
    }
}
