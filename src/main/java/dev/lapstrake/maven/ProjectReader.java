package dev.lapstrake.maven;

import dev.lapstrake.app.Dependency;
import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.app.ProjectSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

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
        Set<String> siblings = new HashSet<>();
        for (MavenProject module : reactor) {
            siblings.add(id(module));
        }
        List<Dependency> dependencies = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            if (artifact.getArtifactHandler().isAddedToClasspath() && artifact.getFile() != null) {
                dependencies.add(dependency(artifact, siblings));
            }
        }
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
        Optional<String> ofBoot = configured(SPRING_BOOT, "mainClass");
        Optional<String> configured = ofBoot.isPresent() ? ofBoot : configured(JAR, "archive", "manifest", "mainClass");
        return configured.isPresent() ? configured : inManifest();
    }

    /** A setting of a plugin, from its own configuration or the first execution that has it. */
    private Optional<String> configured(String plugin, String... path) {
        Plugin found = project.getPlugin(plugin);
        if (found == null) {
            return Optional.empty();
        }
        Optional<String> first = value(found.getConfiguration(), path);
        for (PluginExecution execution : found.getExecutions()) {
            first = first.isPresent() ? first : value(execution.getConfiguration(), path);
        }
        return first;
    }

    /** Spring Boot's parent always names the property {@code start-class}, which need not be there. */
    private static Optional<String> value(@Nullable Object configuration, String... path) {
        Xpp3Dom at = (Xpp3Dom) configuration;
        for (String name : path) {
            at = at == null ? null : at.getChild(name);
        }
        String text = at == null || at.getValue() == null ? "" : at.getValue().strip();
        return text.isEmpty() || text.contains("${") ? Optional.empty() : Optional.of(text);
    }

    /** The class that the project's own jar starts; behind Spring Boot's launcher, the one that it starts. */
    private Optional<String> inManifest() throws IOException {
        File jar = project.getArtifact().getFile();
        if (jar == null || !jar.isFile() || !jar.getName().endsWith("ar")) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            return manifest == null ? Optional.empty() : startClass(manifest.getMainAttributes());
        }
    }

    private static Optional<String> startClass(Attributes manifest) {
        String behindLauncher = manifest.getValue("Start-Class");
        return Optional.ofNullable(
                behindLauncher == null ? manifest.getValue(Attributes.Name.MAIN_CLASS) : behindLauncher);
    }
}
