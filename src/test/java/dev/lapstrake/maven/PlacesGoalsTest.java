package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.registry.SampleImages;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import dev.lapstrake.trace.TraceReader;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The goals that take an image from the store, or from a registry, to somewhere else. */
class PlacesGoalsTest {
    @TempDir
    Path folder;

    private Descriptor index;

    @BeforeEach
    void build() throws IOException {
        Layout store = Layout.at(folder.resolve("target/lapstrake/image"));
        index = SampleImages.index(store);
        store.tag("1.4.2", index);
        Files.writeString(
                folder.resolve("target/lapstrake/image.json"), "{\"name\":\"app:1.4.2\",\"tags\":[\"1.4.2\"]}");
    }

    @Test
    void tarWhenNothingIsSaidWritesAllPlatforms() throws Exception {
        goal(new TarMojo()).execute();
        Tree files = TarReader.read(folder.resolve("target/lapstrake/image.tar"));
        assertThat(files.get(TreePath.of("blobs/sha256/" + index.digest().hex())))
                .isPresent();
    }

    @Test
    void tarWhenDockersWritesThePlatformThatIsWanted() throws Exception {
        TarMojo tar = goal(new TarMojo());
        tar.tarFormat = "docker";
        tar.tarFile = folder.resolve("image.tar").toFile();
        tar.tarPlatform = "linux/arm64";
        tar.execute();
        Layout store = Layout.at(folder.resolve("target/lapstrake/image"));
        Descriptor arm = Index.parse(store.read(index.digest())).manifests().get(1);
        String config = store.manifest(arm).config().digest().hex() + ".json";
        assertThat(TarReader.read(folder.resolve("image.tar")).get(TreePath.of(config)))
                .isPresent();
        tar.tarPlatform = "linux/s390x";
        assertProblem("platform-not-built", () -> tar.run(new MavenLog(tar.getLog())));
    }

    @Test
    void tarWhenNothingWasBuiltSaysSo() throws Exception {
        TarMojo tar = goal(new TarMojo());
        tar.outputDirectory = folder.resolve("elsewhere").toFile();
        assertProblem("nothing-built", () -> tar.run(new MavenLog(tar.getLog())));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void loadHandsThePlatformsImageToTheProgram() throws Exception {
        Path program = Files.writeString(folder.resolve("podman"), "#!/bin/sh\ncat > '" + folder + "/loaded.tar'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        LoadMojo load = goal(new LoadMojo());
        load.loader.program = program.toString();
        load.loadPlatform = "linux/arm64";
        load.execute();
        assertThat(TarReader.read(folder.resolve("loaded.tar")).get(TreePath.of("manifest.json")))
                .isPresent();
    }

    @Test
    void pushThenPromoteNamesTheImageInBothPlaces() throws Exception {
        Layout remote = Layout.at(folder.resolve("remote"));
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(remote)) {
            PushMojo push = goal(new PushMojo());
            push.image = registry.address() + "/app";
            push.execute();
            assertThat(folder.resolve("target/lapstrake/image-reference"))
                    .hasContent(registry.address() + "/app:1.4.2@" + index.digest());

            PromoteMojo promote = goal(new PromoteMojo());
            promote.from = registry.address() + "/app@" + index.digest();
            promote.to = List.of("stable", registry.address() + "/prod/app:1");
            promote.execute();
            for (String name : List.of("app:1.4.2", "app:stable", "prod/app:1")) {
                assertThat(remote.find(name).map(Descriptor::digest)).contains(index.digest());
            }
        }
    }

    @Test
    void tarWhenTracedLeavesATraceAndOtherwiseNone() throws Exception {
        goal(new TarMojo()).execute();
        Path trace = folder.resolve("target/lapstrake/trace.json");
        assertThat(trace).doesNotExist();
        TarMojo traced = goal(new TarMojo());
        traced.trace = "true";
        traced.execute();
        traced.trace = "own/trace.json";
        traced.execute();
        for (Path file : List.of(trace, folder.resolve("own/trace.json"))) {
            assertThat(TraceReader.read(file).names("goal")).containsExactly("lapstrake:tar app");
        }
    }

    @SuppressWarnings({"deprecation", "UnnecessaryAssignment"}) // there is no container that would make these
    private <G extends ImageMojo> G goal(G goal) {
        Model model = new Model();
        model.setArtifactId("app");
        model.setVersion("1.4.2");
        model.setBuild(new Build());
        model.getBuild().setOutputDirectory(folder.resolve("classes").toString());
        goal.project = new MavenProject(model);
        goal.project.setFile(folder.resolve("pom.xml").toFile());
        goal.session = new MavenSession(
                null,
                new DefaultRepositorySystemSession(),
                new DefaultMavenExecutionRequest().setStartTime(Date.from(Instant.now())),
                new DefaultMavenExecutionResult());
        goal.outputDirectory = folder.resolve("target/lapstrake").toFile();
        goal.cacheDirectory = folder.resolve("cache").toFile();
        goal.execution = new MojoExecution(new Plugin(), "tar", "default-cli");
        goal.setPluginContext(new HashMap<>());
        return goal;
    }
}
