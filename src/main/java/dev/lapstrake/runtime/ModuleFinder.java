package dev.lapstrake.runtime;

import dev.lapstrake.cache.Findings;
import dev.lapstrake.classfile.References;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Finds the modules that an application needs.
 *
 * @param jdk whose modules they are
 * @param findings what was found before: what jars refer to, and which modules have that
 */
public record ModuleFinder(Jdk jdk, Findings findings, FileDigests digests) {
    /**
     * What some code refers to.
     *
     * @param code jars, and folders of classes
     */
    public References references(Collection<Path> code) throws IOException, BuildException {
        List<Path> jars = code.stream().filter(part -> !Files.isDirectory(part)).toList();
        References ofJars = new ReferenceCache(findings, digests).ofJars(jars, jdk.release());
        return References.union(List.of(References.ofFolders(code), ofJars));
    }

    /**
     * The modules that some code refers to, those that are looked up at run time by these, and those that are wanted.
     *
     * @param code its references
     * @param wanted what {@code <modules>} names
     * @param identity the JDK's
     */
    public Modules neededBy(References code, Collection<String> wanted, Digest identity)
            throws IOException, BuildException {
        return new ModuleCache(identity, findings).find(code.packages(), wanted, () -> {
            try (PackageMap packages = new PackageMap(jdk.home())) {
                return Modules.neededBy(code, packages, wanted);
            }
        });
    }

    /** All of Java SE, and what is wanted beside it. */
    public Modules javaSe(Collection<String> wanted, Digest identity) throws IOException, BuildException {
        return new ModuleCache(identity, findings).find(Set.of("all of Java SE"), wanted, () -> {
            try (PackageMap packages = new PackageMap(jdk.home())) {
                return Modules.javaSe(packages, wanted);
            }
        });
    }
}
