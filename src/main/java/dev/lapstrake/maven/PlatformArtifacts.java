package dev.lapstrake.maven;

import dev.lapstrake.oci.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * What a project depends on, for a platform. Where a classifier is that of this machine, as {@code os.detected.classifier} of
 * os-maven-plugin gives it, the artifact of the image's platform is taken instead; and of one artifact for several
 * platforms, that of the image's alone.
 */
record PlatformArtifacts(
        RepositorySystem repository, RepositorySystemSession session, MavenProject project, Platform platform) {
    private static final List<String> SYSTEMS = List.of("linux", "osx", "windows");

    /** The words of os-maven-plugin for Go's. */
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "amd64", "x86_64",
            "arm64", "aarch_64",
            "386", "x86_32",
            "arm", "arm_32",
            "ppc64le", "ppcle_64",
            "s390x", "s390_64",
            "riscv64", "riscv64");

    Collection<Artifact> all(Log log) {
        Set<Artifact> artifacts = project.getArtifacts();
        String wanted = classifier(platform.architecture());
        Set<String> there = artifacts.stream()
                .filter(artifact -> isFor(artifact, wanted))
                .map(PlatformArtifacts::name)
                .collect(Collectors.toSet());
        List<Artifact> all = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            Optional<String> other = classifierOfAnother(artifact, wanted);
            if (other.isEmpty()) {
                all.add(artifact);
            } else if (!there.contains(name(artifact))) {
                all.add(resolved(artifact, other.get(), wanted, log));
            }
        }
        return all;
    }

    private static String classifier(String architecture) {
        return "linux-" + ARCHITECTURES.getOrDefault(architecture, architecture);
    }

    private static String name(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }

    /** There may be more behind the platform, such as a distribution. */
    private static boolean isFor(Artifact artifact, String classifier) {
        return artifact.hasClassifier() && (artifact.getClassifier() + "-").startsWith(classifier + "-");
    }

    private static Optional<String> classifierOfAnother(Artifact artifact, String wanted) {
        return SYSTEMS.stream()
                .flatMap(system -> ARCHITECTURES.values().stream().map(architecture -> system + "-" + architecture))
                .filter(classifier -> !classifier.equals(wanted) && isFor(artifact, classifier))
                .findFirst();
    }

    /** Whoever publishes natives for one platform need not do so for another; the application then finds none. */
    private Artifact resolved(Artifact artifact, String classifier, String wanted, Log log) {
        String own = wanted + artifact.getClassifier().substring(classifier.length());
        try {
            ArtifactRequest request = new ArtifactRequest(
                    new DefaultArtifact(
                            artifact.getGroupId(),
                            artifact.getArtifactId(),
                            own,
                            artifact.getArtifactHandler().getExtension(),
                            artifact.getVersion()),
                    project.getRemoteProjectRepositories(),
                    "lapstrake");
            Artifact found = RepositoryUtils.toArtifact(
                    repository.resolveArtifact(session, request).getArtifact());
            found.setArtifactHandler(artifact.getArtifactHandler()); // without it, it would not be on the class path
            return found;
        } catch (ArtifactResolutionException e) {
            log.warn(artifact.getId() + " is for this machine, and there is none for " + platform + " (" + own
                    + "); it is in the image as it is");
            return artifact;
        }
    }
}
