package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.git.Checkout;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;

/**
 * Annotations that need not be written, since the POM and git say them (OCI image-spec, annotations.md, "Pre-Defined
 * Annotation Keys").
 *
 * @param created when the image is said to be made; the epoch for no time in particular
 */
record FoundAnnotations(MavenProject project, Instant created) {
    private static final String PREFIX = "org.opencontainers.image.";

    SortedMap<String, String> all() throws BuildException {
        SortedMap<String, String> found = new TreeMap<>();
        found.put(PREFIX + "title", project.getName());
        found.put(PREFIX + "version", project.getVersion());
        if (!created.equals(Instant.EPOCH)) {
            found.put(PREFIX + "created", created.toString());
        }
        Optional<Checkout> checkout = checkout();
        checkout.ifPresent(git -> found.put(PREFIX + "revision", git.commit()));
        checkout.flatMap(Checkout::source)
                .or(this::declaredSource)
                .ifPresent(source -> found.put(PREFIX + "source", source));
        return found;
    }

    private Optional<Checkout> checkout() throws BuildException {
        try {
            return Checkout.of(project.getBasedir().toPath());
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private Optional<String> declaredSource() {
        return Optional.ofNullable(project.getScm()).map(Scm::getUrl).filter(url -> !url.isBlank());
    }
}
