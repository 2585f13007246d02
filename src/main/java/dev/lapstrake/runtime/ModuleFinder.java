package dev.lapstrake.runtime;

import dev.lapstrake.classfile.References;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Finds the modules that an application needs. */
public final class ModuleFinder {
    private final Jdk jdk;
    private final ReferenceCache cache;

    /**
     * @param cache the folder where it is kept what jars refer to
     */
    public ModuleFinder(Jdk jdk, Path cache) {
        this.jdk = jdk;
        this.cache = new ReferenceCache(cache);
    }

    /**
     * The modules that some code refers to, those that are looked up at run time by these, and those that are wanted.
     *
     * @param code jars, and folders of classes
     * @param wanted what {@code <modules>} names
     */
    public Modules neededBy(Collection<Path> code, Collection<String> wanted) throws IOException, BuildException {
        try (PackageMap packages = new PackageMap(jdk)) {
            return Modules.neededBy(references(code), packages, wanted);
        }
    }

    /** All of Java SE, and what is wanted beside it. */
    public Modules javaSe(Collection<String> wanted) throws IOException, BuildException {
        try (PackageMap packages = new PackageMap(jdk)) {
            return Modules.javaSe(packages, wanted);
        }
    }

    private References references(Collection<Path> code) throws IOException {
        try {
            List<References> all = code.parallelStream().map(this::references).toList();
            return References.union(all);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private References references(Path code) {
        try {
            return Files.isDirectory(code) ? References.ofFolder(code) : cache.ofJar(code, jdk.release());
        } catch (IOException e) {
            throw new UncheckedIOException("'" + code + "' can't be read: " + e.getMessage(), e);
        }
    }
}
