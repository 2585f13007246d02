package dev.lapstrake.build;

import dev.lapstrake.oci.ImageReference;
import java.util.List;

/** What the application, and what stages hand over, is laid on. */
public sealed interface FoundationChoice {
    /** An image in a registry; one for a Java application has a Java runtime on its path. */
    record Base(ImageReference image) implements FoundationChoice {}

    /**
     * A root, and for a Java application a runtime, made to measure.
     *
     * @param packages Debian packages that the user wants in the root
     */
    record Distroless(List<String> packages) implements FoundationChoice {
        public Distroless {
            packages = List.copyOf(packages);
        }
    }
}
