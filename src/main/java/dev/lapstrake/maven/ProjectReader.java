package dev.lapstrake.maven;

import dev.lapstrake.app.Dependency;
import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.app.ProjectSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Reads a project out of Maven's model, as its compile phase left it. */
final class ProjectReader {
    private static final String SPRING_BOOT = "org.springframework.boot:spring-boot-maven-plugin";
    private static final String JAR = "org.apache.maven.plugins:maven-jar-plugin";

    private final MavenProject project;
    private final List<MavenProject> reactor;

    ProjectReader(MavenProject project, List<MavenProject> reactor) {
        this.project = project;
        this.reactor = reactor;
    }

    /**
     * @param artifacts what the project depends on
     */
    ProjectSource read(Collection<Artifact> artifacts, Optional<String> mainClass) throws IOException {
        Set<String> siblings = reactor.stream().map(ProjectReader::id).collect(Collectors.toSet());
        List<Dependency> dependencies = artifacts.stream()
                .filter(artifact -> artifact.getArtifactHandler().isAddedToClasspath())
                .filter(artifact -> artifact.getFile() != null)
                .map(artifact -> dependency(artifact, siblings))
                .toList();
        Path classes = Path.of(project.getBuild().getOutputDirectory());
        return new ProjectSource(classes, dependencies, mainClass, declaredMainClass());
    }

    private static Dependency dependency(Artifact artifact, Set<String> siblings) {
        String id = artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getBaseVersion();
        Origin origin =
                siblings.contains(id) ? Origin.REACTOR : artifact.isSnapshot() ? Origin.SNAPSHOT : Origin.RELEASE;
        return new Dependency(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getBaseVersion(),
                Optional.ofNullable(artifact.getClassifier()).orElse(""),
                artifact.getFile().toPath(),
                origin);
    }

    private static String id(MavenProject module) {
        return module.getGroupId() + ":" + module.getArtifactId() + ":" + module.getVersion();
    }

    private Optional<String> declaredMainClass() throws IOException {
        Optional<String> configured =
                configured(SPRING_BOOT, "mainClass").or(() -> configured(JAR, "archive", "manifest", "mainClass"));
        return configured.isPresent() ? configured : inManifest();
    }

    /** A setting of a plugin, from its own configuration or the first execution that has it. */
    private Optional<String> configured(String plugin, String... path) {
        Plugin found = project.getPlugin(plugin);
        if (found == null) {
            return Optional.empty();
        }
        Stream<Object> executions = found.getExecutions().stream().map(PluginExecution::getConfiguration);
        return Stream.concat(
                        Stream.of(Optional.ofNullable(found.getConfiguration())), executions.map(Optional::ofNullable))
                .flatMap(Optional::stream)
                .map(Xpp3Dom.class::cast)
                .map(configuration -> value(configuration, path))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> value(Xpp3Dom configuration, String... path) {
        Xpp3Dom at = configuration;
        for (String name : path) {
            at = at == null ? null : at.getChild(name);
        }
        return Optional.ofNullable(at).map(Xpp3Dom::getValue).map(String::strip).filter(ProjectReader::isSaid);
    }

    /** Spring Boot's parent always names the property {@code start-class}, which need not be there. */
    private static boolean isSaid(String text) {
        return !text.isEmpty() && !text.contains("${");
    }

    /** The class that the project's own jar starts; behind Spring Boot's launcher, the one that it starts. */
    private Optional<String> inManifest() throws IOException {
        File jar = project.getArtifact().getFile();
        if (jar == null || !jar.isFile() || !jar.getName().endsWith("ar")) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar)) {
            return Optional.ofNullable(file.getManifest())
                    .map(Manifest::getMainAttributes)
                    .flatMap(ProjectReader::startClass);
        }
    }

    private static Optional<String> startClass(Attributes manifest) {
        return Optional.ofNullable(manifest.getValue("Start-Class"))
                .or(() -> Optional.ofNullable(manifest.getValue(Attributes.Name.MAIN_CLASS)));
    }
}
