package dev.lapstrake.build;

import java.nio.file.Path;

/**
 * Where a build works.
 *
 * @param output the folder of the finished image: {@code target/lapstrake}
 * @param cache what builds share: the user's cache folder
 * @param offline true to ask nothing of any network
 */
public record Workplace(Path output, Path cache, boolean offline) {
    /** The layout with the results of stages, and the images made from them. */
    Path layout() {
        return cache.resolve("oci");
    }

    /** Downloads and indexes of Debian's archive. */
    Path debian() {
        return cache.resolve("debian");
    }

    /** What jars refer to. */
    Path references() {
        return cache.resolve("references");
    }

    /** What Jib keeps. */
    Path jib() {
        return cache.resolve("jib");
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
        return output.resolve("image");
    }
}
