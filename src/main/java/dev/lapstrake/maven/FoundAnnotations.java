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
        if (checkout.isPresent()) {
            found.put(PREFIX + "revision", checkout.get().commit());
        }
        String source = source(checkout);
        if (!source.isBlank()) {
            found.put(PREFIX + "source", source);
        }
        return found;
    }

    private Optional<Checkout> checkout() throws BuildException {
        try {
            return Checkout.of(project.getBasedir().toPath());
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /** Where git gets the sources from, or else what the POM says; empty if neither does. */
    private String source(Optional<Checkout> checkout) {
        if (checkout.isPresent() && checkout.get().source().isPresent()) {
            return checkout.get().source().get();
        }
        Scm declared = project.getScm();
        return declared == null || declared.getUrl() == null ? "" : declared.getUrl();
    }
}
