package dev.lapstrake.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something on the application's class path that it did not write itself.
 *
 * @param version the base version: {@code 1.0-SNAPSHOT}, never a timestamp
 * @param classifier empty for none
 * @param file a jar, or a folder of classes where a module of the same build has not been packaged
 * @param origin where it comes from, which tells how often it changes
 */
public record Dependency(
        String groupId, String artifactId, String version, String classifier, Path file, Origin origin) {
    /** Where an artifact comes from. */
    public enum Origin {
        RELEASE,
        SNAPSHOT,
        /** A module of the same build. */
        REACTOR
    }

    boolean isChanging() {
        return origin != Origin.RELEASE;
    }

    /** What it is in every version. */
    public String identity() {
        return groupId + ":" + artifactId + (classifier.isEmpty() ? "" : ":" + classifier);
    }

    /** The name that the artifact has in a repository. */
    String fileName() {
        return artifactId + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }

    /** Written out: what the JDK would make of it at run time takes 30 ms of a build's start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dependency dependency
                && dependency.identity().equals(identity())
                && dependency.version.equals(version)
                && dependency.file.equals(file)
                && dependency.origin == origin;
    }

    @Override
    public int hashCode() {
        return 31 * artifactId.hashCode() + version.hashCode();
    }

    /** A name that no artifact of another group has. */
    String fileNameWithGroup() {
        return groupId + "-" + fileName();
    }
}
