package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.assemble.Assembler;
import dev.lapstrake.assemble.Assembly;
import dev.lapstrake.assemble.AssemblyRequest;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.report.ImageReport;
import java.io.IOException;
import java.util.List;

/**
 * A build, from the project that Maven compiled to an image in the store.
 *
 * <p>The application tells what it needs; root and runtime are made to measure, or taken from the cache under the key of
 * what goes into them; Jib lays the application on them; and the store gets the image, whole or not at all.
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
        try {
            Layout cache = Layout.at(workplace.layout());
            Application application = Application.of(request.project(), workplace.jars());
            Foundation foundation =
                    new FoundationBuilder(workplace, cache, registries, log).build(request, application);
            Assembly image = assemble(request, application, foundation, cache);
            return keep(request, image, Contents.of(foundation, application), cache);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private Assembly assemble(BuildRequest request, Application application, Foundation foundation, Layout cache)
            throws IOException {
        Stopwatch watch = Stopwatch.start();
        Assembly image = new Assembler(cache, workplace.jib(), log)
                .assemble(new AssemblyRequest(
                        foundation.manifest(),
                        application.layers(),
                        request.launch().settings(foundation.java(), application)));
        List<Descriptor> layers = cache.manifest(image.manifest()).layers();
        long size = layers.stream()
                .skip(foundation.layerNames().size())
                .mapToLong(Descriptor::size)
                .sum();
        log.step(new Step("application", application.mainClass(), size, watch.time(), image.reused()));
        return image;
    }

    private BuildResult keep(BuildRequest request, Assembly image, Contents contents, Layout cache) throws IOException {
        ImageReport report = contents.report(request, image.manifest(), cache.manifest(image.manifest()), log.steps());
        Store store = Store.at(workplace);
        store.keep(image.manifest(), request.name().tags().get(0), cache);
        store.describe(report);
        return new BuildResult(request.name(), report.digest(), report.size());
    }
}
