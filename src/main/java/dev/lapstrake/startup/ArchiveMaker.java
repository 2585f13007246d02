package dev.lapstrake.startup;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ClassPath;
import dev.lapstrake.app.Packing;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains an application, makes an archive of what that has shown, and proves that a JVM can use it.
 *
 * @param image where all its files are
 * @param java that runs it as the image does
 */
record ArchiveMaker(ImageFolder image, JavaRun java, Trainee trainee) {
    private static final TreePath TRAINING_JAR = Application.HOME.resolve("training.jar");
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /**
     * @param archive the file that it becomes, in a folder for others as well
     */
    LoadedClasses make(Path archive) throws IOException, BuildException {
        if (trainee.kind() == ArchiveKind.CDS) {
            makeCds(archive);
        } else {
            makeAot(archive);
        }
        return prove(archive);
    }

    private ClassPath classPath() {
        return trainee.application().classPath();
    }

    private void makeCds(Path archive) throws IOException, BuildException {
        Path list = archive.resolveSibling("classes.list");
        List<String> options =
                joined(Heap.without(trainee.options()), Heap.QUIET, List.of("-XX:DumpLoadedClassList=" + list));
        train(java.withoutHeap(), options, classPath().elements());
        Files.write(list, ClassList.normalised(Files.readAllLines(list, StandardCharsets.UTF_8)));
        toEnd(
                Heap.without(trainee.options()),
                Heap.DUMP,
                List.of("-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive));
    }

    /** Its JVM must not find the project's own jar, which the class loader has to find. */
    private void makeAot(Path archive) throws IOException, BuildException {
        boolean isBehindStub = classPath().packing() == Packing.JAR_BEHIND_STUB;
        if (isBehindStub) {
            Files.move(image.file(ClassPath.JAR), image.file(TRAINING_JAR));
        }
        Path recorded = archive.resolveSibling("classes.aotconf");
        List<String> configuration = List.of("-XX:AOTConfiguration=" + recorded);
        List<String> options = joined(bounded(), List.of("-XX:AOTMode=record"), configuration);
        train(java, options, classPath().archived());
        toEnd(bounded(), configuration, List.of("-XX:AOTMode=create", "-XX:AOTCache=" + archive));
        if (isBehindStub) {
            Files.move(image.file(TRAINING_JAR), image.file(ClassPath.JAR));
        }
    }

    /** Runs the application as the image will, but that a JVM which can't use the archive fails. */
    private LoadedClasses prove(Path archive) throws IOException, BuildException {
        Path log = archive.resolveSibling("classes.log");
        List<String> demand = trainee.kind().demand(archive.toString());
        List<String> options = joined(demand, bounded(), List.of(LoadedClasses.option(log)));
        train(java, options, classPath().elements());
        return LoadedClasses.in(log).checked(java.log());
    }

    private List<String> bounded() {
        return joined(List.of(Heap.BOUND), trainee.options(), List.of());
    }

    private void toEnd(List<String> first, List<String> then, List<String> last) throws IOException, BuildException {
        List<String> options = new ArrayList<>(joined(first, then, last));
        options.addAll(words(classPath().archived()));
        java.withoutHeap().toEnd(options, LIMIT);
    }

    private void train(JavaRun run, List<String> options, List<String> classPath) throws IOException, BuildException {
        Application application = trainee.application();
        TrainingRun.Command command =
                new TrainingRun.Command(application.mainClass(), application.isSpringBoot(), application.port());
        new TrainingRun(run, trainee.choice().training(), command)
                .run(joined(options, image.substitutes(), words(classPath)));
    }

    private static List<String> words(List<String> classPath) {
        return List.of("-cp", String.join(":", classPath));
    }

    private static List<String> joined(List<String> first, List<String> then, List<String> last) {
        return Stream.of(first, then, last).flatMap(List::stream).toList();
    }
}
