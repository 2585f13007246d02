package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.assemble.Assembler;
import dev.lapstrake.assemble.Assembly;
import dev.lapstrake.assemble.ContainerSettings;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.startup.ArchiveStage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the image for one platform.
 *
 * <p>The application tells what it needs; the stages are run that make root, runtime and what the user copies into the
 * image, each taken from the cache under the key of what goes into it; and the application is laid on their layers.
 *
 * @param workshop of this platform
 * @param name of the image
 */
record PlatformBuild(Workshop workshop, ImageName name) {
    /** How the problems of archives are called. */
    private static final String ARCHIVES = "startup-";

    PlatformImage run(PlatformRequest request) throws IOException, BuildException {
        StepRecorder log = new StepRecorder(workshop.log());
        PlatformBuild recorded = new PlatformBuild(workshop.telling(log), name);
        try (LayerStages stages = LayerStages.of(recorded.workshop, request)) {
            return recorded.run(request, stages, log);
        }
    }

    private PlatformImage run(PlatformRequest request, LayerStages stages, StepRecorder log)
            throws IOException, BuildException {
        Optional<Application> application = workshop.application(request);
        workshop.workplace().lock().maxAge().ifPresent(limit -> workshop.lock()
                .warnOfAge(request.platform(), limit, Instant.now(), workshop.log()));
        stages.warnOfUnused();
        List<ApplicationLayer> layers = application.map(Application::layers).orElse(List.of());
        Assembler assembler = workshop.assembler();
        try (Ahead begun = assembler.begin(layers, expected(request, application))) {
            Made made = made(request, stages, application, log);
            new Overlaps(workshop).check(made.below(), application);
            Foundation foundation = stages.foundation(made.below());
            Stopwatch watch = Stopwatch.start();
            Assembly image = assembler.assemble(request.launch().assembly(foundation, application), begun);
            tell(image, foundation, application, watch);
            DebugImage debug = new DebugImage(workshop.cache(), image.manifest(), made.onTop());
            Contents contents = Contents.of(foundation, application).with(made.facts());
            return new PlatformImage(request.platform(), image.manifest(), contents, debug(debug));
        }
    }

    /** With an archive there are options that only the archive's stage tells. */
    private static Optional<ContainerSettings> expected(PlatformRequest request, Optional<Application> application) {
        boolean isTrained = request.application() instanceof ApplicationChoice.Java java
                && java.startup().isTrained();
        String command = Foundation.java(request.target().foundation());
        return isTrained ? Optional.empty() : Optional.of(request.launch().settings(command, List.of(), application));
    }

    /**
     * The layers of the image, and those of the debug image on top of it.
     *
     * @param facts what they took from elsewhere
     */
    private record Made(List<StageResult> below, List<StageResult> onTop, SortedMap<String, String> facts) {}

    /** What the stages make, or made before; a build that warns of something has to do so again. */
    private Made made(PlatformRequest request, LayerStages stages, Optional<Application> application, StepRecorder log)
            throws IOException, BuildException {
        KnownStages known = new KnownStages(workshop, request);
        Optional<Conditions.Key> key = known.key(application);
        Optional<KnownStages.Found> found = known.find(key);
        if (found.isPresent()) {
            stages.checkPlaces(application);
            return new Made(found.get().layers(), List.of(), found.get().facts());
        }
        Made made = make(request, stages.stages(application));
        if (key.isPresent() && !log.hasWarned()) {
            known.remember(new KnownStages.Found(made.below(), made.facts()), key.get(), application);
        }
        return made;
    }

    /** Runs the stages; without an archive that can't be made, if the user can do without. */
    private Made make(PlatformRequest request, List<Stage> below) throws IOException, BuildException {
        try {
            return run(request, below);
        } catch (BuildException e) {
            List<Stage> needed = below.stream().filter(PlatformBuild::isNeeded).toList();
            if (needed.size() == below.size() || !e.problem().id().startsWith(ARCHIVES)) {
                throw e;
            }
            workshop.log()
                    .warn("The image gets no start-up archive. " + e.problem().text());
            return run(request, needed);
        }
    }

    private static boolean isNeeded(Stage stage) {
        return !(stage instanceof ArchiveStage archive) || archive.isRequired();
    }

    private Made run(PlatformRequest request, List<Stage> below) throws IOException, BuildException {
        List<Stage> onTop = new DebugStages(workshop, request).of(below);
        Set<String> names = below.stream().map(Stage::name).collect(Collectors.toSet());
        List<StageResult> made =
                workshop.run(Stream.concat(below.stream(), onTop.stream()).toList(), names);
        int layers = below.size();
        return new Made(
                made.subList(0, layers),
                made.subList(layers, made.size()),
                workshop.lock().facts());
    }

    private Optional<DebugImage.Made> debug(DebugImage image) throws IOException {
        if (image.layers().isEmpty()) {
            return Optional.empty();
        }
        Stopwatch watch = Stopwatch.start();
        DebugImage.Made made = image.findOrMake();
        workshop.history().keep(DebugImage.NAME, image.key());
        workshop.log()
                .step(new Step(
                        DebugImage.NAME,
                        name.forDebug().reference().toString(),
                        made.size(),
                        watch.time(),
                        made.reused()));
        return Optional.of(made);
    }

    private void tell(Assembly image, Foundation foundation, Optional<Application> application, Stopwatch watch)
            throws IOException {
        workshop.history().keep("image", image.key());
        int below = workshop.cache().manifest(foundation.manifest()).layers().size();
        long size = workshop.cache().manifest(image.manifest()).layers().stream()
                .skip(below)
                .mapToLong(Descriptor::size)
                .sum();
        String detail = application.map(Application::mainClass).orElse("");
        String step = application.isPresent() ? "application" : "image";
        workshop.log().step(new Step(step, detail, size, watch.time(), image.reused()));
    }
}
