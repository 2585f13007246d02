package dev.lapstrake.build;

import dev.lapstrake.cache.CacheContents;
import dev.lapstrake.net.Outside;
import dev.lapstrake.oci.Digest;
import java.nio.file.Path;

/**
 * Where a build works.
 *
 * @param project the folder of the POM, where relative paths of the user start
 * @param output the folder of the finished image: {@code target/lapstrake}
 * @param cache what builds share: the user's cache folder
 * @param keeping how the cache is kept
 * @param lock how the lock beside the POM counts
 * @param outside what may be asked of the network, and which way
 * @param machine that builds
 */
public record Workplace(
        Path project, Path output, Path cache, CacheChoice keeping, LockChoice lock, Outside outside, Machine machine) {
    /** A workplace whose cache is on this machine alone. */
    public Workplace(Path project, Path output, Path cache, boolean offline) {
        this(project, output, cache, CacheChoice.LOCAL, LockChoice.WANTED, offline ? Outside.CLOSED : Outside.OPEN);
    }

    /** A workplace on a machine of which nothing is known yet. */
    public Workplace(Path project, Path output, Path cache, CacheChoice keeping, LockChoice lock, Outside outside) {
        this(project, output, cache, keeping, lock, outside, new Machine());
    }

    /** The same for another project of the build. */
    public Workplace at(Path otherOutput) {
        return new Workplace(project, otherOutput, cache, keeping, lock, outside, machine);
    }

    Workplace offline(boolean value) {
        return new Workplace(project, output, cache, keeping, lock, outside.offline(value), machine);
    }

    /** True to ask nothing of any network. */
    public boolean offline() {
        return outside.offline();
    }

    /** The layout with the results of stages, and the images made from them. */
    Path layout() {
        return CacheContents.layout(cache);
    }

    /** Downloads and indexes of Debian's archive. */
    Path debian() {
        return cache.resolve("debian");
    }

    /** Plans of roots that came from other machines, apart from those that were made of what the archive says. */
    Path heardPlans() {
        return debian().resolve("plans").resolve("heard");
    }

    /** What jars refer to. */
    Path references() {
        return cache.resolve("references");
    }

    /** JDKs that came packed. */
    Path jdks() {
        return cache.resolve("jdks");
    }

    /** What images were found to have. */
    Path verified() {
        return cache.resolve("verified");
    }

    /** What the files of folders hash to, that need not be read again. */
    Path fileIndexes() {
        return cache.resolve("files");
    }

    /** What the jars of this project, and other single files, hash to. */
    Path fileDigests() {
        return fileIndexes().resolve("single-" + Digest.of(project.toString()).hex());
    }

    /** Layers that were seen not to hide each other's files. */
    Path overlaps() {
        return cache.resolve("overlaps");
    }

    /** What went into the stages of this project when they were last built. */
    Path history() {
        return cache.resolve("history").resolve(Digest.of(project.toString()).hex());
    }

    /** What is known of applications' layers, and of how containers are started. */
    Path assembly() {
        return cache.resolve("assembly");
    }

    /** Where jars of the same build are kept as they ship. */
    Path jars() {
        return output.resolve("jars");
    }

    /** Where stages work; beside the layout, so that moving into it is cheap. */
    Path scratch() {
        return cache.resolve("scratch");
    }

    /** The store: the image as it was built, whole. */
    Path store() {
        return store(output);
    }

    /** The store in a folder of a finished image. */
    static Path store(Path output) {
        return output.resolve("image");
    }
}
