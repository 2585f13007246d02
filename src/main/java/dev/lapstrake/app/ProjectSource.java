package dev.lapstrake.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A project as Maven's compile phase leaves it.
 *
 * @param classes the folder of compiled classes and resources; need not exist
 * @param dependencies what is on the class path at run time, in its order
 * @param mainClass what the user asks for
 * @param declaredMainClass what another plugin of the project declares, or the manifest of its jar
 */
public record ProjectSource(
        Path classes, List<Dependency> dependencies, Optional<String> mainClass, Optional<String> declaredMainClass) {
    public ProjectSource {
        dependencies = List.copyOf(dependencies);
    }
}
