package dev.lapstrake.runtime;

import dev.lapstrake.classfile.References;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Finds the modules that an application needs. */
public final class ModuleFinder {
    private final Jdk jdk;
    private final ReferenceCache cache;
    private final ModuleCache modules;

    /**
     * @param cache the folder where it is kept what jars refer to, and which modules have that
     */
    public ModuleFinder(Jdk jdk, Path cache, FileDigests digests) {
        this.jdk = jdk;
        this.cache = new ReferenceCache(cache, digests);
        this.modules = new ModuleCache(jdk, cache, digests);
    }

    /**
     * What some code refers to.
     *
     * @param code jars, and folders of classes
     */
    public References references(Collection<Path> code) throws IOException, BuildException {
        List<References> found = new ArrayList<>();
        List<Path> jars = new ArrayList<>();
        for (Path part : code) {
            if (Files.isDirectory(part)) {
                found.add(References.ofFolder(part));
            } else {
                jars.add(part);
            }
        }
        found.add(cache.ofJars(jars, jdk.release()));
        return References.union(found);
    }

    /**
     * The modules that some code refers to, those that are looked up at run time by these, and those that are wanted.
     *
     * @param code its references
     * @param wanted what {@code <modules>} names
     */
    public Modules neededBy(References code, Collection<String> wanted) throws IOException, BuildException {
        return modules.find(code.packages(), wanted, () -> {
            try (PackageMap packages = new PackageMap(jdk.home())) {
                return Modules.neededBy(code, packages, wanted);
            }
        });
    }

    /** All of Java SE, and what is wanted beside it. */
    public Modules javaSe(Collection<String> wanted) throws IOException, BuildException {
        return modules.find(Set.of("all of Java SE"), wanted, () -> {
            try (PackageMap packages = new PackageMap(jdk.home())) {
                return Modules.javaSe(packages, wanted);
            }
        });
    }
}
