package dev.lapstrake.app;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An application as it goes into an image.
 *
 * @param mainClass the binary name of the class that is started
 * @param layers the ones that change least often first; none is empty
 * @param classPath where its classes are
 * @param code the jars and class folders on the build machine, for finding out what they need
 * @param port the port that it listens on, where that is plain to see
 * @param isSpringBoot true if it is started by Spring Boot
 * @param options of the JVM that it is to be started with
 */
public record Application(
        String mainClass,
        List<ApplicationLayer> layers,
        ClassPath classPath,
        List<Path> code,
        OptionalInt port,
        boolean isSpringBoot,
        List<String> options) {
    /** What process-aot makes of the application's class: Spring looks for it if it is told to (SpringApplication). */
    private static final String PREPARED = "__ApplicationContextInitializer.class";

    /** The folder in the image that everything of the application lies in. */
    public static final TreePath HOME = TreePath.of("app");

    /** The argument file (JDK tool guide, "java @argument files") that holds the class path. */
    public static final TreePath CLASS_PATH = HOME.resolve("classpath");

    public Application {
        layers = List.copyOf(layers);
        code = List.copyOf(code);
        options = List.copyOf(options);
    }

    /**
     * Makes an application out of what Maven built.
     *
     * @param packing the form that is wanted; the project's own jar comes first all the same where it has files that
     *     dependencies have too, and the log says so
     * @param spread how dependencies are laid
     * @param jars what is known of jars, and those that ship in another form than Maven made them in
     * @throws BuildException if nothing was compiled, or there is no telling which class is to be started
     */
    public static Application of(
            ProjectSource source, Packing packing, DependencyLayers spread, StableJars jars, BuildLog log)
            throws IOException, BuildException {
        ClassesFolder classes = ClassesFolder.read(source.classes());
        List<Dependency> dependencies =
                source.dependencies().stream().filter(Application::ships).toList();
        Libraries libraries = Libraries.of(dependencies, jars);
        String mainClass = new MainClass(source, classes).find();
        OwnFiles own = OwnFiles.of(classes, dependencies, packing, log);
        ClassPath classPath = new ClassPath(own.packing(), own.paths(), libraries.paths());
        Tree launch = own.launch().with(CLASS_PATH, Entry.file(classPath.argumentFile()));
        List<ApplicationLayer> layers = Stream.of(
                        libraries.layers(spread), List.of(new ApplicationLayer("launch", launch)), own.layers())
                .flatMap(List::stream)
                .filter(ApplicationLayer::hasFiles)
                .toList();
        List<Path> code = Stream.concat(
                        Stream.of(source.classes()), dependencies.stream().map(Dependency::file))
                .toList();
        return new Application(
                mainClass,
                layers,
                classPath,
                code,
                Port.of(source.classes(), dependencies),
                dependencies.stream().anyMatch(Application::isSpringBoot),
                options(source.classes(), mainClass));
    }

    /** Spring does what it has prepared at build time only if it is told to. */
    private static List<String> options(Path classes, String mainClass) {
        return Files.isRegularFile(classes.resolve(mainClass.replace('.', '/') + PREPARED))
                ? List.of("-Dspring.aot.enabled=true")
                : List.of();
    }

    private static boolean isSpringBoot(Dependency dependency) {
        return dependency.groupId().equals("org.springframework.boot")
                && dependency.artifactId().equals("spring-boot");
    }

    /** Spring Boot's own packaging leaves these out too: they serve a developer's machine. */
    private static boolean ships(Dependency dependency) {
        return !(dependency.groupId().equals("org.springframework.boot")
                && List.of("spring-boot-devtools", "spring-boot-docker-compose").contains(dependency.artifactId()));
    }
}
