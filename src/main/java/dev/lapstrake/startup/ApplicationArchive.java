package dev.lapstrake.startup;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.app.ClassPath;
import dev.lapstrake.app.Packing;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An archive of the classes that an application loads. The application is run once to find these out; the archive is made;
 * and the application is run once more, under an option that has the JVM fail if it can't use the archive.
 *
 * @param files root, and all else that the application finds in its image, beside the runtime
 * @param place where programs of the platform can be run here
 */
public record ApplicationArchive(List<Stage> files, RuntimeStage runtime, ImagePlace place, Trainee trainee)
        implements ArchiveStage {
    public static final String NAME = "startup-archive";

    /** Each takes the whole machine, and perhaps a port that no two may have. */
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+");
    private static final String FROM_ARCHIVE = "classesFromArchive";
    private static final String LOADED = "classesLoaded";

    public ApplicationArchive {
        files = List.copyOf(files);
    }

    @Override
    public boolean isRequired() {
        return trainee.choice().training().isRequired();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Stage> inputs() {
        return Stream.concat(files.stream(), Stream.of(runtime)).toList();
    }

    /**
     * An archive is of a JVM and of jars. The application's own jar is no part of it where the archive does not have it,
     * nor are files that the application only reads: these may change without a training.
     */
    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        Application application = trainee.application();
        CacheKey key = CacheKey.of(NAME, 2)
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
                || layer.tree().get(ClassPath.JAR).isEmpty();
    }

    @Override
    public boolean accepts(Map<String, String> facts) {
        return !options(facts).isEmpty()
                && Stream.of(FROM_ARCHIVE, LOADED)
                        .allMatch(name -> facts.getOrDefault(name, "").matches("[0-9]{1,9}"));
    }

    /** The options that have a JVM use the archive that facts are about; none if they are about another kind. */
    public static List<String> options(Map<String, String> facts) {
        return Arrays.stream(ArchiveKind.values())
                .filter(kind -> kind.fact().equals(facts.get(KIND)))
                .flatMap(kind -> kind.options().stream())
                .toList();
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        Path kept = scratch.resolve(trainee.kind().place().name());
        LoadedClasses classes;
        try (Scratch work = Scratch.in(plain(scratch))) {
            ImageFolder image = place.folder(work.path().resolve("root"));
            fill(image, inputs, work.path());
            Path archive = work.path().resolve(kept.getFileName());
            classes = make(image, archive);
            Files.move(archive, kept);
        }
        return ArchiveStage.output(trainee.kind().place(), kept, facts(classes));
    }

    /**
     * A folder whose path addresses spell as it is, if there is one: what a JVM does to decode another leaves traces in the
     * archive.
     */
    private static Path plain(Path scratch) {
        return PLAIN.matcher(scratch.toString()).matches() ? scratch : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void fill(ImageFolder image, StageInputs inputs, Path scratch) throws IOException {
        Tree below = Tree.EMPTY;
        for (Stage input : inputs()) {
            below = below.overlay(inputs.treeOf(input, scratch));
        }
        image.add(below);
        for (ApplicationLayer layer : trainee.application().layers()) {
            image.add(layer.tree());
        }
    }

    private LoadedClasses make(ImageFolder image, Path archive) throws IOException, BuildException {
        ONE_AT_A_TIME.lock();
        try {
            JavaRun java = place.run(image, image.file(Application.HOME)).with(trainee.environment());
            return new ArchiveMaker(image, java, trainee).make(archive);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private Map<String, String> facts(LoadedClasses classes) throws BuildException {
        String summary = trainee.kind() + ", " + classes.fromArchive() + " of " + classes.all() + " classes";
        SortedMap<String, String> facts = ArchiveStage.facts(trainee.kind().fact(), summary, trainee.isReproducible());
        facts.put(FROM_ARCHIVE, Long.toString(classes.fromArchive()));
        facts.put(LOADED, Long.toString(classes.all()));
        return facts;
    }
}
