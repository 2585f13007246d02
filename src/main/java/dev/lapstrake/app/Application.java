package dev.lapstrake.app;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An application as it goes into an image.
 *
 * @param mainClass the binary name of the class that is started
 * @param layers the ones that change least often first; none is empty
 * @param code the jars and class folders on the build machine, for finding out what they need
 * @param port the port that it listens on, where that is plain to see
 */
public record Application(String mainClass, List<ApplicationLayer> layers, List<Path> code, OptionalInt port) {
    /** The folder in the image that everything of the application lies in. */
    public static final TreePath HOME = TreePath.of("app");

    /** The argument file (JDK tool guide, "java @argument files") that holds the class path. */
    public static final TreePath CLASS_PATH = HOME.resolve("classpath");

    public Application {
        layers = List.copyOf(layers);
        code = List.copyOf(code);
    }

    /**
     * Makes an application out of what Maven built.
     *
     * @param work a folder for files that ship in another form than Maven made them in
     * @throws BuildException if nothing was compiled, or there is no telling which class is to be started
     */
    public static Application of(ProjectSource source, Path work) throws IOException, BuildException {
        ClassesFolder classes = ClassesFolder.read(source.classes());
        List<Dependency> dependencies =
                source.dependencies().stream().filter(Application::ships).toList();
        Libraries libraries = Libraries.of(dependencies, new StableJars(work));
        String mainClass = new MainClass(source, classes).find();
        List<ApplicationLayer> layers = Stream.of(
                        new ApplicationLayer("dependencies", libraries.tree(false)),
                        new ApplicationLayer("snapshots", libraries.tree(true)),
                        new ApplicationLayer("launch", launch(libraries)),
                        new ApplicationLayer("resources", classes.resources().below(ClassesFolder.RESOURCES)),
                        new ApplicationLayer("classes", classes.compiled().below(ClassesFolder.CLASSES)))
                .filter(ApplicationLayer::hasFiles)
                .toList();
        Stream<Path> code =
                Stream.concat(Stream.of(source.classes()), dependencies.stream().map(Dependency::file));
        return new Application(mainClass, layers, code.toList(), Port.of(source.classes(), dependencies));
    }

    /** Spring Boot's own packaging leaves these out too: they serve a developer's machine. */
    private static boolean ships(Dependency dependency) {
        return !(dependency.groupId().equals("org.springframework.boot")
                && List.of("spring-boot-devtools", "spring-boot-docker-compose").contains(dependency.artifactId()));
    }

    private static Tree launch(Libraries libraries) {
        Stream<TreePath> own = Stream.of(ClassesFolder.RESOURCES, ClassesFolder.CLASSES);
        List<String> classPath = Stream.concat(own, libraries.paths().stream())
                .map(TreePath::absolute)
                .toList();
        String arguments =
                "-cp\n\"" + String.join(":", classPath).replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
        return Tree.EMPTY.with(CLASS_PATH, Entry.file(arguments));
    }
}
