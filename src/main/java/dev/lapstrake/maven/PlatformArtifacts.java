package dev.lapstrake.maven;

import dev.lapstrake.disk.Host;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;

/**
 * What a project depends on, for a platform. Where a classifier is that of this machine, as {@code os.detected.classifier} of
 * os-maven-plugin gives it, the artifact of the image's platform is taken instead; and of one artifact for several
 * platforms, that of the image's alone.
 */
record PlatformArtifacts(
        RepositorySystem repository, RepositorySystemSession session, MavenProject project, Classifiers classifiers) {
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

    /**
     * What artifacts may be for.
     *
     * @param machine this one, on which their classifier was found
     * @param image what the image is for
     */
    record Classifiers(String machine, String image) {
        static Classifiers of(Platform image) {
            String system =
                    switch (Host.current()) {
                        case MACOS -> "osx";
                        case WINDOWS -> "windows";
                        default -> "linux";
                    };
            return new Classifiers(classifier(system, Platform.ofThisMachine()), classifier("linux", image));
        }

        private static String classifier(String system, Platform platform) {
            String architecture = platform.architecture();
            return system + "-" + ARCHITECTURES.getOrDefault(architecture, architecture);
        }
    }

    Collection<Artifact> all(Log log) throws BuildException {
        Set<String> there = new HashSet<>();
        for (Artifact artifact : project.getArtifacts()) {
            if (isFor(artifact, classifiers.image())) {
                there.add(name(artifact));
            }
        }
        List<Artifact> all = new ArrayList<>();
        for (Artifact artifact : project.getArtifacts()) {
            if (!isForAnother(artifact)) {
                all.add(artifact);
            } else if (!there.contains(name(artifact))) {
                all.add(isFor(artifact, classifiers.machine()) ? resolved(artifact, log) : artifact);
            }
        }
        return all;
    }

    private static String name(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }

    /** There may be more behind the platform, such as a distribution. */
    private static boolean isFor(Artifact artifact, String classifier) {
        return artifact.hasClassifier() && (artifact.getClassifier() + "-").startsWith(classifier + "-");
    }

    private boolean isForAnother(Artifact artifact) {
        return artifact.hasClassifier()
                && SYSTEMS.stream()
                        .flatMap(system -> ARCHITECTURES.values().stream().map(name -> system + "-" + name))
                        .anyMatch(other -> !other.equals(classifiers.image()) && isFor(artifact, other));
    }

    /** Whoever publishes natives for one platform need not do so for another; the application then finds none. */
    private Artifact resolved(Artifact artifact, Log log) throws BuildException {
        String own = classifiers.image()
                + artifact.getClassifier().substring(classifiers.machine().length());
        try {
            Artifact found = RepositoryUtils.toArtifact(
                    repository.resolveArtifact(session, request(artifact, own)).getArtifact());
            found.setArtifactHandler(artifact.getArtifactHandler()); // without it, it would not be on the class path
            return found;
        } catch (ArtifactResolutionException e) {
            if (session.isOffline() || !isNowhere(e)) {
                throw unreachable(artifact, own).exception(e);
            }
            log.warn(artifact.getId() + " is for this machine, and there is none for " + own
                    + "; it is in the image as it is");
            return artifact;
        }
    }

    private ArtifactRequest request(Artifact artifact, String classifier) {
        org.eclipse.aether.artifact.Artifact wanted = new DefaultArtifact(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                classifier,
                artifact.getArtifactHandler().getExtension(),
                artifact.getVersion());
        return new ArtifactRequest(wanted, project.getRemoteProjectRepositories(), "lapstrake");
    }

    /** True if the repositories have answered, and have no such artifact. */
    private static boolean isNowhere(ArtifactResolutionException e) {
        return e.getResults().stream()
                .flatMap(result -> result.getExceptions().stream())
                .allMatch(ArtifactNotFoundException.class::isInstance);
    }

    private static Problem unreachable(Artifact artifact, String classifier) {
        return new Problem(
                "native-dependency-unreachable",
                "A dependency is for this machine, and that for the image's platform can't be fetched.",
                artifact.getId() + ", wanted " + classifier,
                "run the build without -o, and see that the artifact's repository answers");
    }
}
