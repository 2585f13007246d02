package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import dev.lapstrake.cache.CacheContents;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import dev.lapstrake.verify.Verdict;
import dev.lapstrake.verify.Verified;
import dev.lapstrake.verify.Violation;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyMojoTest {
    private static final Tree SHELL = Tree.EMPTY
            .with(new TreePath("sh"), new Entry.File(Attributes.EXECUTABLE, Content.of("a program")))
            .withParents();

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
        image(tag, tree, folder.resolve("images"));
    }

    /** Makes an image of one layer, and gives that layer. */
    private static Descriptor image(String tag, Tree tree, Path folder) throws IOException {
        return image(tag, tree, folder, Platform.LINUX_AMD64);
    }

    private static Descriptor image(String tag, Tree tree, Path folder, Platform platform) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TarWriter.write(tree, tar);
        Layout layout = Layout.at(folder);
        Descriptor layer = layout.add(MediaType.LAYER_GZIP, tar.toByteArray());
        JsonObject config = new JsonObject();
        config.addProperty("os", "linux");
        config.addProperty("architecture", platform.architecture());
        JsonObject container = new JsonObject();
        container.addProperty("User", "65532");
        config.add("config", container);
        Manifest manifest = Manifest.ofImage(layout.add(MediaType.CONFIG, Json.compact(config)), List.of(layer));
        Descriptor added = layout.add(MediaType.MANIFEST, manifest.bytes());
        layout.tag(tag, added.on(platform));
        return layer;
    }

    private VerifyMojo verify(String tag) throws IOException {
        VerifyMojo verify = verify();
        verify.verifiedImage = "oci:images:" + tag;
        return verify;
    }

    private static void run(VerifyMojo verify) throws Exception {
        verify.run(new MavenLog(verify.getLog()));
    }

    /** What the goal says when the image is not as it should be, which is no mistake of the build's configuration. */
    private static void assertViolated(VerifyMojo verify, String... words) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(verify::execute)
                .satisfies(failure ->
                        assertThat(failure.getMessage()).contains(words).contains("policy-violated"));
    }

    private Path report(String name) {
        return folder.resolve("target/lapstrake").resolve(name);
    }

    @Test
    void executeWhenTheImageBreaksARuleFailsUnlessItIsAllowedOrReportedOnly() throws Exception {
        image("shell", SHELL);
        Path report = report("verify-oci_images_shell.json");
        assertViolated(verify("shell"), "1 violation ", report.toString());
        assertThat(Files.readString(report)).contains("\"allow\": \"shell:/sh\"", "unknown-layer");
        VerifyMojo allowed = verify("shell");
        allowed.allow = List.of("shell:/sh");
        allowed.execute();
        assertThat(Files.readString(report)).contains("\"violations\": []", "\"allowed\": 1");
        VerifyMojo reported = verify("shell");
        reported.policy = "base";
        reported.execute();
        assertThat(Files.readString(report)).contains("\"allow\": \"shell:/sh\"");
    }

    @Test
    void executeWhenALayerIsNotTheOneThatWasBuiltFindsItsFiles() throws Exception {
        Tree tree = Tree.EMPTY.with(new TreePath("a"), Entry.file("x"));
        Descriptor layer = image("1", tree, folder.resolve("target/lapstrake/image"));
        String json = """
                {"name": "app:1", "tags": ["1"], "platforms": [{"platform": "linux/amd64"}],
                 "layers": [{"name": "root", "digest": "%s"}]}
                """;
        Files.writeString(report("image.json"), json.formatted(layer.digest()));
        verify().execute();
        assertThat(Files.readString(report("verify.json")))
                .contains("\"image\": \"app:1\"", "\"violations\": []", "\"notChecked\": {}");
        Files.writeString(report("image.json"), json.formatted(Digest.of("another")));
        assertViolated(verify(), "app:1");
        assertThat(Files.readString(report("verify.json"))).contains("\"allow\": \"unknown-layer:/a\"");
    }

    @Test
    void executeWhenSomethingIsWrittenWronglyIsNoViolation() throws Exception {
        image("shell", SHELL);
        VerifyMojo verify = verify("shell");
        verify.allow = List.of("shells");
        assertThatExceptionOfType(MojoExecutionException.class).isThrownBy(verify::execute);
    }

    @Test
    void executeWhenThePolicyIsNoneDoesNothing() throws Exception {
        VerifyMojo verify = verify("nowhere");
        verify.policy = "none";
        verify.maxGrowth = "10%";
        verify.execute();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void executeWhenItHasANameOfItsOwnWritesAReportOfItsOwn() throws Exception {
        image("shell", SHELL);
        VerifyMojo verify = verify("shell");
        verify.policy = "base";
        verify.executionId = "the vendor's";
        verify.execute();
        assertThat(report("verify-the_vendor_s.json")).exists();
    }

    @Test
    void executeWhenThereIsNoPomLooksAtTheImageThatIsNamed() throws Exception {
        image("shell", SHELL);
        VerifyMojo verify = verify();
        verify.project = new MavenProject(new Model());
        verify.project.setPackaging("pom");
        verify.session.getRequest().setBaseDirectory(folder.toFile());
        verify.outputDirectory = new File("${project.basedir}/target/lapstrake"); // as Maven 3 has it then
        verify.image = "oci:images:shell";
        assertViolated(verify, "oci:images:shell");
        assertThat(report("verify-oci_images_shell.json")).exists();
        verify.image = null;
        assertProblem("verify-without-image", () -> run(verify));
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
        assertViolated(verify, "1 violation ");
        verify.maxGrowth = "much";
        assertProblem("size-malformed", () -> run(verify));
        verify.lastRelease = null;
        assertProblem("last-release-missing", () -> run(verify));
    }

    /** Makes an image for two platforms, each with a file of so many bytes. */
    private void index(String tag, Path folder, int amd, int arm) throws Exception {
        Platform other = Platform.parse("linux/arm64");
        image("amd", Tree.EMPTY.with(new TreePath("a"), Entry.file("x".repeat(amd))), folder, Platform.LINUX_AMD64);
        image("arm", Tree.EMPTY.with(new TreePath("a"), Entry.file("x".repeat(arm))), folder, other);
        Layout layout = Layout.at(folder);
        Index index = Index.of(
                List.of(layout.find("amd").orElseThrow(), layout.find("arm").orElseThrow()));
        layout.tag(tag, layout.add(MediaType.INDEX, index.bytes()));
    }

    @Test
    void runWhenThereAreSeveralPlatformsComparesEachWithItself() throws Exception {
        index("old", folder.resolve("images"), 20_000, 200_000);
        index("1", folder.resolve("target/lapstrake/image"), 20_000, 250_000);
        Files.writeString(report("image.json"), """
                {"name": "app:1", "tags": ["1"], "layers": [],
                 "platforms": [{"platform": "linux/amd64"}, {"platform": "linux/arm64/v8"}]}
                """);
        VerifyMojo verify = verify();
        verify.allow = List.of("unknown-layer");
        verify.lastRelease = "oci:images:old";
        verify.maxGrowth = "50%";
        run(verify);
        verify.maxGrowth = "10%";
        assertViolated(verify, "1 violation ");
    }

    @Test
    void runWhenTheLastReleaseIsInARegistryComparesWithThatAndFetchesNoLayer() throws Exception {
        image("team/app:old", Tree.EMPTY.with(new TreePath("a"), Entry.file("x".repeat(20_000))));
        image("new", Tree.EMPTY.with(new TreePath("a"), Entry.file("x".repeat(30_000))));
        VerifyMojo verify = verify("new");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(Layout.at(folder.resolve("images")))) {
            verify.lastRelease = registry.address() + "/team/app:old";
            verify.maxGrowth = "9kB";
            assertViolated(verify, "1 violation ");
            assertThat(Files.readString(report("verify-oci_images_new.json")))
                    .contains("\"rule\": \"growth\"", "The image has 0.0 MB more");
            verify.maxGrowth = "50%";
            run(verify);
        }
        Layout cache = Layout.ofCache(CacheContents.layout(folder.resolve("cache")));
        Descriptor old =
                Layout.at(folder.resolve("images")).find("team/app:old").orElseThrow();
        assertThat(cache.has(old)).isTrue();
        assertThat(cache.has(cache.manifest(old).layers().get(0))).isFalse();
    }

    @Test
    void runWhenTheLastReleaseHasNotThatPlatformComparesNothing() throws Exception {
        image("team/app:old", Tree.EMPTY, folder.resolve("images"), Platform.parse("linux/s390x"));
        image("new", Tree.EMPTY.with(new TreePath("a"), Entry.file("x".repeat(30_000))));
        VerifyMojo verify = verify("new");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(Layout.at(folder.resolve("images")))) {
            verify.lastRelease = registry.address() + "/team/app:old";
            verify.maxGrowth = "1%";
            run(verify);
        }
    }

    @Test
    void runWhenNothingWasBuiltSaysSo() throws Exception {
        assertProblem("nothing-built", () -> run(verify()));
    }

    @Test
    void violationsWhenThereAreManyOfAKindAreCutShort() {
        List<Violation> many = IntStream.range(0, 1000)
                .mapToObj(i -> new Violation("unknown-layer", "/opt/" + i, "added", "is unknown"))
                .toList();
        Verdict verdict = new Verdict(many, 0, List.of("set-uid"), Collections.emptySortedMap());
        VerdictText text = new VerdictText(new Verified("app:1", Platform.LINUX_AMD64, Digest.of(""), verdict));
        assertThat(text.violations())
                .hasSize(31)
                .contains(
                        "/opt/29  is unknown (layer added)  [unknown-layer]; allowed by"
                                + " <path>unknown-layer:/opt/29</path>",
                        "and 970 more of the same in layer added  [unknown-layer]; all allowed by"
                                + " <path>unknown-layer</path>");
        assertThat(text.warnings()).containsExactly("<allow> has 'set-uid', which allows nothing.");
        assertThat(text.summary()).isEqualTo("app:1 for linux/amd64: 1000 violations");
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
