package dev.lapstrake.runtime;

import dev.lapstrake.classfile.References;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which module of a JDK has which package, read from the JDK's own image (JEP 220, the {@code jrt} file system). */
public final class PackageMap implements Closeable {
    private static final URI JRT = URI.create("jrt:/");

    private final boolean isOwn;
    private final FileSystem image;

    /** Opens the image of the JDK in a folder; that of the one that runs this is open, and read faster. */
    public PackageMap(Path home) throws IOException {
        isOwn = Files.isSameFile(home, Path.of(System.getProperty("java.home")));
        image = isOwn
                ? FileSystems.getFileSystem(JRT)
                : FileSystems.newFileSystem(JRT, Map.of("java.home", home.toString()));
    }

    /** The modules that have packages of these; packages that are no module's do not count. */
    public Set<String> modulesOf(References references) throws IOException {
        Set<String> modules = new TreeSet<>();
        for (String name : references.packages()) {
            Path entry = image.getPath("/packages", name);
            if (Files.isDirectory(entry)) {
                addModules(entry, name.replace('.', '/'), modules);
            }
        }
        return modules;
    }

    /** Adds the modules that have classes in the package; the others that are listed only have packages below it. */
    private void addModules(Path entry, String folder, Set<String> modules) throws IOException {
        try (Stream<Path> listed = Files.list(entry)) {
            for (Path module : (Iterable<Path>) listed::iterator) {
                String name = module.getFileName().toString();
                if (hasClasses(image.getPath("/modules", name, folder))) {
                    modules.add(name);
                }
            }
        }
    }

    private static boolean hasClasses(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".class"));
        }
    }

    /** True if the JDK has a module of that name. */
    boolean has(String module) {
        return Files.isDirectory(image.getPath("/modules", module));
    }

    @Override
    public void close() throws IOException {
        if (!isOwn) {
            image.close();
        }
    }
}
