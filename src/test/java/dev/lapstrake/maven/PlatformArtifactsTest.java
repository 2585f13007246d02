package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.maven.PlatformArtifacts.Classifiers;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.File;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.junit.jupiter.api.Test;

class PlatformArtifactsTest {
    private static final String ARM = "linux-aarch_64";

    /** A repository that has what is published, and nothing else. */
    private static RepositorySystem repository(Set<String> classifiers) {
        return (RepositorySystem) Proxy.newProxyInstance(
                PlatformArtifactsTest.class.getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                    ArtifactRequest request = (ArtifactRequest) arguments[1];
                    ArtifactResult result = new ArtifactResult(request);
                    if (!classifiers.contains(request.getArtifact().getClassifier())) {
                        result.addException(
                                classifiers.contains("down")
                                        ? new ArtifactTransferException(request.getArtifact(), null, "it is down")
                                        : new ArtifactNotFoundException(request.getArtifact(), null));
                        throw new ArtifactResolutionException(List.of(result));
                    }
                    return result.setArtifact(request.getArtifact().setFile(new File("resolved.jar")));
                });
    }

    private static List<String> classifiers(String image, Set<String> published, String... artifacts)
            throws BuildException {
        return classifiers(new Classifiers("linux-x86_64", image), published, artifacts);
    }

    private static List<String> classifiers(Classifiers wanted, Set<String> published, String... artifacts)
            throws BuildException {
        MavenProject project = new MavenProject();
        Set<Artifact> all = new LinkedHashSet<>();
        Stream.of(artifacts).map(PlatformArtifactsTest::artifact).forEach(all::add);
        project.setArtifacts(all);
        project.setRemoteArtifactRepositories(List.of());
        return new PlatformArtifacts(repository(published), MavenRepositorySystemUtils.newSession(), project, wanted)
                .all(new SystemStreamLog()).stream()
                        .filter(artifact -> artifact.getArtifactHandler().isAddedToClasspath())
                        .map(artifact -> artifact.getArtifactId() + " " + artifact.getClassifier())
                        .toList();
    }

    private static Artifact artifact(String text) {
        String[] parts = text.split(" ", 2);
        DefaultArtifactHandler jar = new DefaultArtifactHandler("jar");
        jar.setAddedToClasspath(true);
        Artifact artifact =
                new DefaultArtifact("g", parts[0], "1.0", "runtime", "jar", parts.length > 1 ? parts[1] : null, jar);
        artifact.setFile(new File("own.jar"));
        return artifact;
    }

    @Test
    void allWhenAClassifierIsThisMachinesTakesThePlatforms() throws Exception {
        assertThat(classifiers(ARM, Set.of("linux-aarch_64"), "lib", "epoll linux-x86_64"))
                .containsExactly("lib null", "epoll linux-aarch_64");
    }

    @Test
    void allWhenTheMachineIsAMacTakesLinux() throws Exception {
        assertThat(classifiers(
                        new Classifiers("osx-aarch_64", "linux-x86_64"),
                        Set.of("linux-x86_64"),
                        "tcnative osx-aarch_64"))
                .containsExactly("tcnative linux-x86_64");
    }

    @Test
    void allWhenADistributionIsBehindThePlatformKeepsIt() throws Exception {
        assertThat(classifiers(ARM, Set.of("linux-aarch_64-fedora"), "tcnative linux-x86_64-fedora"))
                .containsExactly("tcnative linux-aarch_64-fedora");
    }

    @Test
    void allWhenThereAreSeveralPlatformsTakesTheImagesAlone() throws Exception {
        assertThat(classifiers(
                        ARM,
                        Set.of(),
                        "ssl linux-x86_64",
                        "ssl linux-aarch_64",
                        "ssl windows-x86_64",
                        "ssl osx-x86_64"))
                .containsExactly("ssl linux-aarch_64");
    }

    @Test
    void allWhenNothingIsPublishedForThePlatformKeepsWhatThereIs() throws Exception {
        assertThat(classifiers("linux-s390_64", Set.of(), "epoll linux-x86_64")).containsExactly("epoll linux-x86_64");
    }

    @Test
    void allWhenClassifiersNameNoPlatformTakesThemAsTheyAre() throws Exception {
        assertThat(classifiers(ARM, Set.of(), "lib tests", "lib linux", "lib jdk11"))
                .hasSize(3);
    }

    @Test
    void allWhenAClassifierIsOfNeitherTakesItAsItIs() throws Exception {
        assertThat(classifiers("linux-x86_64", Set.of(), "dns osx-x86_64")).containsExactly("dns osx-x86_64");
    }

    @Test
    void allWhenTheRepositoryIsDownSaysSo() {
        assertProblem("native-dependency-unreachable", () -> classifiers(ARM, Set.of("down"), "epoll linux-x86_64"));
    }

    @Test
    void classifiersAreThoseOfThisMachineAndOfTheImage() {
        Classifiers found = Classifiers.of(new Platform("linux", "ppc64le", ""));
        assertThat(found.image()).isEqualTo("linux-ppcle_64");
        assertThat(found.machine()).matches("(linux|osx|windows)-[a-z0-9_]+");
    }
}
