package dev.lapstrake.build;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import java.util.List;
import java.util.Optional;

/** What the application, and what stages hand over, is laid on. */
public sealed interface FoundationChoice {
    /**
     * An image in a registry; one for a Java application has a Java runtime on its path.
     *
     * @param packages Debian packages that the user wants on it
     * @param trim how much of them, if the user says so
     * @param stays true to leave its layers in its registry, as far as nothing here needs them: enough for an image that is
     *     pushed at once
     */
    record Base(ImageReference image, List<String> packages, Optional<Trim> trim, boolean stays)
            implements FoundationChoice {
        public Base {
            packages = List.copyOf(packages);
        }

        /** A base whose layers are fetched. */
        public Base(ImageReference image, List<String> packages, Optional<Trim> trim) {
            this(image, packages, trim, false);
        }
    }

    /**
     * A root, and for a Java application a runtime, made to measure.
     *
     * @param contents what the user wants in the root
     */
    record Distroless(RootContents contents) implements FoundationChoice {
        /** A root with packages, and nothing else beside the base. */
        public Distroless(List<String> packages) {
            this(RootContents.of(packages));
        }
    }
}
