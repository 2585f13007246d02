package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.maven.model.Model;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundAnnotationsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String PREFIX = "org.opencontainers.image.";

    @TempDir
    Path folder;

    private MavenProject project;

    @BeforeEach
    void makeProject() throws Exception {
        Model model = new Model();
        model.setName("My App");
        model.setVersion("1.4.2");
        Scm scm = new Scm();
        scm.setUrl("https://example.com/declared");
        model.setScm(scm);
        project = new MavenProject(model);
        project.setFile(folder.resolve("pom.xml").toFile());
        Path git = Files.createDirectories(folder.resolve(".git"));
        Files.createDirectories(git.resolve("objects"));
        Files.createDirectories(git.resolve("refs"));
        Files.writeString(git.resolve("HEAD"), COMMIT + "\n");
    }

    @Test
    void allSaysWhatThePomAndGitSay() throws Exception {
        assertThat(new FoundAnnotations(project, Instant.EPOCH).all())
                .containsEntry(PREFIX + "title", "My App")
                .containsEntry(PREFIX + "version", "1.4.2")
                .containsEntry(PREFIX + "revision", COMMIT)
                .containsEntry(PREFIX + "source", "https://example.com/declared")
                .hasSize(4);
    }

    @Test
    void allWhenGitKnowsARemoteNamesThatWithoutCredentials() throws Exception {
        Files.writeString(
                folder.resolve(".git/config"), "[remote \"origin\"]\n\turl = https://me:secret@example.com/real.git\n");
        assertThat(new FoundAnnotations(project, Instant.EPOCH).all())
                .containsEntry(PREFIX + "source", "https://example.com/real");
    }

    @Test
    void allWhenATimeIsSetNamesIt() throws Exception {
        assertThat(new FoundAnnotations(project, Instant.parse("2026-01-31T12:00:00Z")).all())
                .containsEntry(PREFIX + "created", "2026-01-31T12:00:00Z");
    }
}
