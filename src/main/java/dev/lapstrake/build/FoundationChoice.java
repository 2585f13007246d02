package dev.lapstrake.build;

import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.root.apt.Mirror;
import dev.lapstrake.root.apt.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an application is laid on. */
public sealed interface FoundationChoice {
    /** An image in a registry that has a Java runtime on its path. */
    record Base(ImageReference image) implements FoundationChoice {}

    /**
     * A root and a runtime made for the application.
     *
     * @param packages Debian packages that the user wants in the root
     * @param mirror of Debian's archive; empty for the host's own, or else the snapshot archive
     * @param jdk the home of the JDK that the runtime is linked from
     * @param allModules true to link all of Java SE rather than what the application needs
     * @param modules further modules
     */
    record Distroless(
            Suite suite,
            List<String> packages,
            Optional<Mirror> mirror,
            Path jdk,
            boolean allModules,
            List<String> modules)
            implements FoundationChoice {
        public Distroless {
            packages = List.copyOf(packages);
            modules = List.copyOf(modules);
        }
    }
}
