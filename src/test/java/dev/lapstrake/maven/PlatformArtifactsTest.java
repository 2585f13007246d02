package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Platform;
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
import org.junit.jupiter.api.Test;

class PlatformArtifactsTest {
    private static final Platform ARM = new Platform("linux", "arm64", "v8");

    /** A repository that has what is published, and nothing else. */
    private static RepositorySystem repository(Set<String> classifiers) {
        return (RepositorySystem) Proxy.newProxyInstance(
                PlatformArtifactsTest.class.getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                    ArtifactRequest request = (ArtifactRequest) arguments[1];
                    ArtifactResult result = new ArtifactResult(request);
                    if (!classifiers.contains(request.getArtifact().getClassifier())) {
                        throw new ArtifactResolutionException(List.of(result));
                    }
                    return result.setArtifact(request.getArtifact().setFile(new File("resolved.jar")));
                });
    }

    private static List<String> classifiers(Platform platform, Set<String> published, String... artifacts) {
        MavenProject project = new MavenProject();
        Set<Artifact> all = new LinkedHashSet<>();
        Stream.of(artifacts).map(PlatformArtifactsTest::artifact).forEach(all::add);
        project.setArtifacts(all);
        project.setRemoteArtifactRepositories(List.of());
        return new PlatformArtifacts(repository(published), MavenRepositorySystemUtils.newSession(), project, platform)
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
    void allWhenAClassifierIsThisMachinesTakesThePlatforms() {
        assertThat(classifiers(ARM, Set.of("linux-aarch_64"), "lib", "epoll linux-x86_64"))
                .containsExactly("lib null", "epoll linux-aarch_64");
    }

    @Test
    void allWhenTheMachineIsAMacTakesLinux() {
        assertThat(classifiers(Platform.LINUX_AMD64, Set.of("linux-x86_64"), "tcnative osx-aarch_64"))
                .containsExactly("tcnative linux-x86_64");
    }

    @Test
    void allWhenADistributionIsBehindThePlatformKeepsIt() {
        assertThat(classifiers(ARM, Set.of("linux-aarch_64-fedora"), "tcnative linux-x86_64-fedora"))
                .containsExactly("tcnative linux-aarch_64-fedora");
    }

    @Test
    void allWhenThereAreSeveralPlatformsTakesTheImagesAlone() {
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
    void allWhenNothingIsPublishedForThePlatformKeepsWhatThereIs() {
        assertThat(classifiers(new Platform("linux", "s390x", ""), Set.of(), "epoll linux-x86_64"))
                .containsExactly("epoll linux-x86_64");
    }

    @Test
    void allWhenClassifiersNameNoPlatformTakesThemAsTheyAre() {
        assertThat(classifiers(ARM, Set.of(), "lib tests", "lib linux", "lib jdk11"))
                .hasSize(3);
    }
}
