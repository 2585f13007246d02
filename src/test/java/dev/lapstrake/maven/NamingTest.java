package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.git.GitProgram;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.publish.PushTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamingTest {
    @TempDir
    Path folder;

    @Test
    void nameWhenThereAreRulesHasTheirTagsBehindItsOwn() throws Exception {
        GitProgram git = GitProgram.init(folder);
        String commit = git.commit();
        PushMojo goal = goal("1.4.2");
        goal.image = "example.com/app:edge";
        goal.tags = List.of("mine");
        goal.tagging = List.of("semver", "commit", "branch", "latest");
        assertThat(naming(goal).name().tags())
                .containsExactly("edge", "mine", "1.4.2", "1.4", "1", commit, "main", "latest");
    }

    @Test
    void nameWhenNothingGivesATagHasTheVersion() throws Exception {
        PushMojo goal = goal("1.4.2-SNAPSHOT");
        goal.image = "example.com/app";
        assertThat(naming(goal).name().tags()).containsExactly("1.4.2-SNAPSHOT");
        goal.tagging = List.of("latest");
        assertThat(naming(goal).name().tags()).containsExactly("1.4.2-SNAPSHOT");
    }

    @Test
    void targetsAreTheImageAndTheOtherPlacesWithTheirTags() throws Exception {
        PushMojo goal = goal("1.4.2");
        goal.image = "example.com/app";
        goal.tagging = List.of("semver");
        goal.targets = List.of("example.org/team/app", "example.net/app:edge");
        goal.immutableTags = "releases";
        List<PushTarget> targets = naming(goal).targets();
        assertThat(targets)
                .flatExtracting(PushTarget::names)
                .extracting(ImageReference::toString)
                .containsExactly(
                        "example.com/app:1.4.2",
                        "example.com/app:1.4",
                        "example.com/app:1",
                        "example.org/team/app:1.4.2",
                        "example.org/team/app:1.4",
                        "example.org/team/app:1",
                        "example.net/app:edge");
        assertThat(targets.get(1).tags().fixed()).containsExactly("1.4.2");
    }

    @Test
    void targetsWhenThereIsNoImageAreTheOtherPlaces() throws Exception {
        PushMojo goal = goal("1.4.2");
        goal.targets = List.of("example.org/team/app");
        assertThat(naming(goal).targets())
                .flatExtracting(PushTarget::names)
                .extracting(ImageReference::toString)
                .containsExactly("example.org/team/app:1.4.2");
    }

    private Naming naming(PushMojo goal) {
        return new Naming(goal, Map.of());
    }

    private PushMojo goal(String version) {
        Model model = new Model();
        model.setArtifactId("app");
        model.setVersion(version);
        PushMojo goal = new PushMojo();
        goal.project = new MavenProject(model);
        goal.project.setFile(folder.resolve("pom.xml").toFile());
        return goal;
    }
}
