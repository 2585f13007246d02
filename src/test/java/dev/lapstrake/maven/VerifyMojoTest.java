package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyMojoTest {
    private static final Entry PROGRAM = new Entry.File(Attributes.EXECUTABLE, Content.of("a program"));

    @TempDir
    Path folder;

    @SuppressWarnings({"deprecation", "UnnecessaryAssignment"}) // there is no container that would make these
    private VerifyMojo verify() throws IOException {
        MavenProject project = new MavenProject(new Model());
        project.setFile(folder.resolve("pom.xml").toFile());
        VerifyMojo verify = new VerifyMojo();
        verify.project = project;
        verify.session = new MavenSession(
                null,
                new DefaultRepositorySystemSession(),
                new DefaultMavenExecutionRequest(),
                new DefaultMavenExecutionResult());
        verify.outputDirectory = folder.resolve("target/lapstrake").toFile();
        verify.cacheDirectory = folder.resolve("cache").toFile();
        verify.platform = "linux/amd64";
        verify.toolchains = new NoToolchains();
        return verify;
    }

    private void image(String tag, Tree tree) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TarWriter.write(tree, tar);
        Layout layout = Layout.at(folder.resolve("images"));
        JsonObject config = new JsonObject();
        config.addProperty("os", "linux");
        config.addProperty("architecture", "amd64");
        JsonObject container = new JsonObject();
        container.addProperty("User", "65532");
        config.add("config", container);
        Manifest manifest = Manifest.ofImage(
                layout.add(MediaType.CONFIG, Json.compact(config)),
                List.of(layout.add(MediaType.LAYER_GZIP, tar.toByteArray())));
        Descriptor added = layout.add(MediaType.MANIFEST, manifest.bytes());
        layout.tag(tag, added.on(Platform.LINUX_AMD64));
    }

    private VerifyMojo verify(String tag) throws IOException {
        VerifyMojo verify = verify();
        verify.verifiedImage = "oci:images:" + tag;
        return verify;
    }

    private static void run(VerifyMojo verify) throws Exception {
        verify.run(new MavenLog(verify.getLog()));
    }

    @Test
    void runWhenTheImageBreaksARuleFailsUnlessItIsAllowedOrReportedOnly() throws Exception {
        image("shell", Tree.EMPTY.with(new TreePath("sh"), PROGRAM).withParents());
        assertThat(assertProblem("policy-violated", () -> run(verify("shell"))).text())
                .contains("1 violation ");
        assertThat(Files.readString(folder.resolve("target/lapstrake/verify.json")))
                .contains("\"allow\": \"shell:/sh\"");
        VerifyMojo allowed = verify("shell");
        allowed.allow = List.of("shell:/sh");
        run(allowed);
        VerifyMojo reported = verify("shell");
        reported.policy = "base";
        run(reported);
    }

    @Test
    void runWhenTheImageGrewMoreThanItMayFails() throws Exception {
        image("old", Tree.EMPTY.with(new TreePath("a"), Entry.file("x".repeat(20_000))));
        image("new", Tree.EMPTY.with(new TreePath("a"), Entry.file("x".repeat(30_000))));
        VerifyMojo verify = verify("new");
        verify.lastRelease = "oci:images:old";
        verify.maxGrowth = "100%";
        verify.maxSize = "1MB";
        run(verify);
        verify.maxGrowth = "10%";
        assertProblem("policy-violated", () -> run(verify));
        verify.maxGrowth = "much";
        assertProblem("size-malformed", () -> run(verify));
    }

    @Test
    void runWhenNothingWasBuiltSaysSo() throws Exception {
        assertProblem("nothing-built", () -> run(verify()));
    }

    private static final class NoToolchains implements ToolchainManager {
        @Override
        public @Nullable Toolchain getToolchainFromBuildContext(String type, MavenSession session) {
            return null;
        }

        @Override
        public List<Toolchain> getToolchains(MavenSession session, String type, Map<String, String> requirements) {
            return List.of();
        }
    }
}
