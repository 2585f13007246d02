package dev.lapstrake.startup;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.app.Packing;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An archive of the classes that an application loads. The application is run once to find these out; the archive is made;
 * and the application is run once more, under an option that has the JVM fail if it can't use the archive.
 *
 * @param root with the C library that the runtime needs
 * @param place where programs of the platform can be run here
 */
public record ApplicationArchive(Stage root, Stage runtime, BaseArchive.Place place, Trainee trainee) implements Stage {
    public static final String NAME = "startup-archive";

    /** The fact with the option that has the JVM use the archive. */
    public static final String OPTION = "jvm option";

    private static final TreePath JAR = Application.HOME.resolve("app.jar");
    private static final TreePath TRAINING_JAR = Application.HOME.resolve("training.jar");
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /** The last of the options, so that the heap of a large machine is not such as few containers have. */
    private static final String HEAP = "-Xmx1g";

    /**
     * What is trained.
     *
     * @param options of the JVM in the image, beside the class path
     * @param environment of the image
     * @param release of Java
     */
    public record Trainee(
            Application application,
            StartupChoice choice,
            List<String> options,
            Map<String, String> environment,
            int release) {
        ArchiveKind kind() throws BuildException {
            return choice.archive(release).orElseThrow();
        }
    }

    /** False if an image without it will do. */
    public boolean isRequired() {
        return trainee.choice().training().isRequired();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Stage> inputs() {
        return List.of(root, runtime);
    }

    /** The application's own jar is no part of it where the archive does not have it: then it may change without a training. */
    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        Application application = trainee.application();
        CacheKey key = CacheKey.of(NAME, 1)
                .with("runtime", inputs.keyOf(runtime))
                .with("archive", trainee.kind().name())
                .with("main class", application.mainClass())
                .with("class path", application.classPath().elements())
                .with("options", trainee.options())
                .withEach("environment", trainee.environment());
        for (ApplicationLayer layer : application.layers()) {
            if (isCovered(layer)) {
                key = key.with(
                        "layer " + layer.name(), TreeDigest.of(layer.tree()).hex());
            }
        }
        return trainee.choice().training().addTo(key);
    }

    private boolean isCovered(ApplicationLayer layer) {
        return trainee.application().classPath().packing() == Packing.JAR_FIRST
                || layer.tree().get(JAR).isEmpty();
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        ImageFolder image = place.folder(scratch.resolve("root"));
        image.add(inputs.treeOf(root, scratch).overlay(inputs.treeOf(runtime, scratch)));
        for (ApplicationLayer layer : trainee.application().layers()) {
            image.add(layer.tree());
        }
        JavaRun java = place.run(image, image.file(Application.HOME)).with(trainee.environment());
        Path archive = scratch.resolve(trainee.kind().place().name());
        make(image, java, archive);
        LoadedClasses classes = prove(java, archive, scratch.resolve("classes.log"));
        Tree tree = Tree.EMPTY
                .with(trainee.kind().place(), new Entry.File(Attributes.FILE, Content.of(archive)))
                .withParents();
        return StageOutput.of(tree, facts(classes));
    }

    private Map<String, String> facts(LoadedClasses classes) throws BuildException {
        boolean same = trainee.kind().isReproducible(trainee.release());
        return Map.of(
                "summary",
                trainee.kind() + ", " + classes.fromArchive() + " of " + classes.all() + " classes",
                "startup",
                trainee.kind().name().toLowerCase(Locale.ROOT),
                "startupReproducible",
                Boolean.toString(same),
                "classesFromArchive",
                Long.toString(classes.fromArchive()),
                "classesLoaded",
                Long.toString(classes.all()),
                OPTION,
                trainee.kind().use(trainee.kind().place().absolute()));
    }

    private void make(ImageFolder image, JavaRun java, Path archive) throws IOException, BuildException {
        boolean isBehindStub = trainee.application().classPath().packing() == Packing.JAR_BEHIND_STUB;
        if (isBehindStub) {
            Files.move(image.file(JAR), image.file(TRAINING_JAR));
        }
        if (trainee.kind() == ArchiveKind.CDS) {
            makeCds(java, archive);
        } else {
            makeAot(java, archive);
        }
        if (isBehindStub) {
            Files.move(image.file(TRAINING_JAR), image.file(JAR));
        }
    }

    private void makeCds(JavaRun java, Path archive) throws IOException, BuildException {
        Path list = archive.resolveSibling("classes.list");
        train(java, trainee.application().classPath().elements(), "-XX:DumpLoadedClassList=" + list);
        Files.write(list, ClassList.normalised(Files.readAllLines(list, StandardCharsets.UTF_8)));
        List<String> dump = new ArrayList<>(trainee.options());
        dump.addAll(BaseArchive.DUMP);
        dump.addAll(List.of("-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive));
        dump.addAll(classPath(trainee.application().classPath().archived()));
        java.toEnd(dump, LIMIT);
    }

    private void makeAot(JavaRun java, Path archive) throws IOException, BuildException {
        Path recorded = archive.resolveSibling("classes.aotconf");
        List<String> classPath = trainee.application().classPath().archived();
        train(java, classPath, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded);
        List<String> create = new ArrayList<>(trainee.options());
        create.addAll(
                List.of(HEAP, "-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + archive));
        create.addAll(classPath(classPath));
        java.toEnd(create, LIMIT);
    }

    private static List<String> classPath(List<String> elements) {
        return List.of("-cp", String.join(":", elements));
    }

    private void train(JavaRun java, List<String> classPath, String... more) throws IOException, BuildException {
        List<String> options = new ArrayList<>(trainee.options());
        options.add(HEAP);
        options.addAll(List.of(more));
        options.addAll(classPath(classPath));
        Application application = trainee.application();
        Optional<Integer> port =
                application.port().isPresent() ? Optional.of(application.port().getAsInt()) : Optional.empty();
        new TrainingRun(
                        java,
                        trainee.choice().training(),
                        new TrainingRun.Command(application.mainClass(), application.isSpringBoot(), port))
                .with(options);
    }

    /** Runs the application as the image will, but that a JVM which can't use the archive fails. */
    private LoadedClasses prove(JavaRun java, Path archive, Path log) throws IOException, BuildException {
        List<String> demand = new ArrayList<>(trainee.kind().demand(archive.toString()));
        demand.add(LoadedClasses.option(log));
        train(java, trainee.application().classPath().elements(), demand.toArray(String[]::new));
        return LoadedClasses.in(log).checked(java.log());
    }
}
