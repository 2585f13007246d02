package dev.lapstrake.declared;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.image.ImageFinder;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStageTest {
    @TempDir
    Path folder;

    @BeforeEach
    void publish() throws IOException {
        publish("tool");
    }

    private void publish(String tool) throws IOException {
        Layout layout = Layout.at(folder.resolve("image"));
        Layer layer = Layer.write(
                Tree.of(Map.of(
                        new TreePath("usr/bin/tool"), Entry.file(tool),
                        new TreePath("usr/bin/t"), Entry.link("tool"),
                        new TreePath("etc/tool.conf"), Entry.file("conf"))),
                layout);
        JsonObject files = new JsonObject();
        files.add("diff_ids", Json.texts(List.of(layer.diffId().toString())));
        JsonObject config = new JsonObject();
        config.addProperty("os", Platform.LINUX_AMD64.os());
        config.addProperty("architecture", Platform.LINUX_AMD64.architecture());
        config.add("rootfs", files);
        Manifest manifest = Manifest.ofImage(layout.add(MediaType.CONFIG, Json.compact(config)), List.of(layer.blob()));
        layout.tag("1.4", layout.add(MediaType.MANIFEST, manifest.bytes()));
    }

    private ImageStage stage(String... wanted) throws IOException {
        Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));
        Layout cache = Layout.at(folder.resolve("cache"));
        ImageFinder finder =
                new ImageFinder(new ImagePull(registries, cache), cache, ImageFinder.Pins.none(), folder, true);
        Set<TreePath> paths = new TreeSet<>();
        for (String path : wanted) {
            paths.add(new TreePath(path));
        }
        return new ImageStage(
                "tools",
                "oci:image:1.4",
                new ImageStage.Source(finder, Platform.LINUX_AMD64),
                wanted.length == 0 ? Optional.empty() : Optional.of(paths));
    }

    private CacheKey key(ImageStage stage) throws IOException, BuildException {
        return stage.key(none());
    }

    private StageOutput run(ImageStage stage) throws IOException, BuildException {
        return stage.run(none(), Files.createTempDirectory(folder, "scratch"));
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }

    @Test
    void runWhenEverythingIsWantedGivesAllFiles() throws Exception {
        StageOutput output = run(stage());
        assertThat(output.tree().entries().keySet())
                .extracting(TreePath::value)
                .contains("usr/bin/tool", "usr/bin/t", "etc/tool.conf");
        assertThat(output.facts()).containsEntry("summary", "oci:image:1.4");
    }

    @Test
    void runWhenSomeIsWantedGivesThatAlone() throws Exception {
        assertThat(run(stage("usr/bin/t")).tree().entries().keySet())
                .extracting(TreePath::value)
                .containsExactly("usr/bin/t");
    }

    @Test
    void copyWhenTheImageLacksTheFileSaysSo() {
        assertProblem("copy-source-missing", () -> {
            Tree tree = run(stage("usr/bin/none")).tree();
            new CopyText("tools", "usr/bin/none", "/", null, null).parse().apply(tree);
        });
    }

    @Test
    void keyCoversTheImageAndWhatIsWanted() throws Exception {
        ImageStage stage = stage("usr/bin/tool", "etc");
        CacheKey before = key(stage);
        assertThat(key(stage("etc", "usr/bin/tool"))).isEqualTo(before);
        assertThat(key(stage("etc"))).isNotEqualTo(before);
        assertThat(key(stage())).isNotEqualTo(before);
        publish("newer tool");
        assertThat(key(stage("usr/bin/tool", "etc"))).isNotEqualTo(before);
        assertThat(key(stage)).as("asked for once").isEqualTo(before);
    }
}
