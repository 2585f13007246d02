package dev.lapstrake.app;

/** The form in which a project's own classes and resources go into an image, and their place on the class path. */
public enum Packing {
    /** In folders before the dependencies, as a build tool runs them: a changed class is a small layer. */
    FOLDERS,

    /** In a jar before the dependencies. Archives of a JVM know of jars only. */
    JAR_FIRST,

    /** In a jar behind the dependencies: an archive over these stays good whatever the jar holds. */
    JAR_LAST,

    /**
     * In a jar behind the dependencies and an empty one, which leads to the jar that an application is trained with. An AOT
     * cache must have the whole class path of its training, so the class path of the training may not name that jar.
     */
    JAR_BEHIND_STUB;

    boolean isBehind() {
        return this == JAR_LAST || this == JAR_BEHIND_STUB;
    }
}
