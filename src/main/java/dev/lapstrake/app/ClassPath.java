package dev.lapstrake.app;

import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the classes of an application are, in the image.
 *
 * @param own what the project compiled itself
 * @param libraries in their order
 */
public record ClassPath(Packing packing, List<TreePath> own, List<TreePath> libraries) {
    /** What the project compiled itself, where that is a jar. */
    public static final TreePath JAR = Application.HOME.resolve("app.jar");

    /** In a folder of its own, so that what it leads to is not beside it. */
    static final TreePath STUB = Application.HOME.resolve("boot/end.jar");

    public ClassPath {
        own = List.copyOf(own);
        libraries = List.copyOf(libraries);
    }

    /** The elements as the JVM is told of them. Archives know them by the very words: relative to {@link Application#HOME}. */
    public List<String> elements() {
        return switch (packing) {
            case FOLDERS -> absolute(Stream.concat(own.stream(), libraries.stream()));
            case JAR_FIRST -> relative(Stream.concat(own.stream(), libraries.stream()));
            case JAR_LAST, JAR_BEHIND_STUB -> relative(Stream.concat(covered(), own.stream()));
        };
    }

    /** The first of the elements, those that an archive is made over: all, unless the project's own come last. */
    public List<String> archived() {
        return packing.isBehind() ? relative(covered()) : elements();
    }

    private Stream<TreePath> covered() {
        return packing == Packing.JAR_BEHIND_STUB
                ? Stream.concat(libraries.stream(), Stream.of(STUB))
                : libraries.stream();
    }

    private static List<String> absolute(Stream<TreePath> paths) {
        return paths.map(TreePath::absolute).toList();
    }

    private static List<String> relative(Stream<TreePath> paths) {
        int skipped = Application.HOME.value().length() + 1;
        return paths.map(path -> path.value().substring(skipped)).toList();
    }

    /** An argument file with the class path (JDK tool guide, "java @argument files"). */
    String argumentFile() {
        String text = String.join(":", elements()).replace("\\", "\\\\").replace("\"", "\\\"");
        return "-cp\n\"" + text + "\"\n";
    }
}
