package dev.lapstrake.image;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
    private static final SourceImage.About ABOUT = new SourceImage.About(new JsonObject(), 0);

    @TempDir
    Path scratch;

    private final List<Integer> fetched = new ArrayList<>();

    private ImageFiles image(byte[]... blobs) {
        List<SourceLayer> layers = new ArrayList<>();
        for (int i = 0; i < blobs.length; i++) {
            int number = i;
            layers.add(() -> {
                fetched.add(number);
                return new LayerBytes(Content.of(blobs[number]), Digest.of(blobs[number]), false);
            });
        }
        return new ImageFiles(new SourceImage("oci:sample", Digest.of("sample"), ABOUT, layers), scratch);
    }

    private static byte[] tar(String... entries) throws IOException {
        return ImageBuilder.tar(entries);
    }

    private static Set<String> texts(Tree tree) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (var entry : tree.entries().entrySet()) {
            if (entry.getValue() instanceof Entry.File file) {
                texts.add(entry.getKey() + " " + new String(file.content().bytes(), StandardCharsets.UTF_8));
            } else if (entry.getValue() instanceof Entry.Link link) {
                texts.add(entry.getKey() + " -> " + link.target());
            }
        }
        return texts;
    }

    private Set<String> all(byte[]... layers) throws IOException, BuildException {
        return texts(image(layers).all());
    }

    private Set<String> some(List<String> wanted, byte[]... layers) throws IOException, BuildException {
        return texts(image(layers).some(wanted.stream().map(TreePath::of).collect(Collectors.toSet())));
    }

    @Test
    void allTakesTheUpperOfTwoFilesAndHonoursWhiteouts() throws Exception {
        assertThat(all(
                        tar("etc/", "etc/a 1", "etc/b 1", "var/x 1", "var/y/z 1", "tmp/t 1"),
                        tar("etc/.wh.b", "etc/c 2", "var/.wh..wh..opq", "var/x 2", ".wh.tmp"),
                        tar("etc/a 3", "tmp/u 3", ".wh..wh.plnk/1 0")))
                .containsExactly("etc/a 3", "etc/c 2", "tmp/u 3", "var/x 2");
    }

    @Test
    void allWhenUpperLayerReplacesAFolderHidesWhatWasInIt() throws Exception {
        assertThat(all(tar("a/", "a/x 1", "b 1"), tar("a 2", "b/", "b/y 2"))).containsExactly("a 2", "b/y 2");
        assertThat(all(tar("a/", "a/x 1"), tar("a -> c"))).containsExactly("a -> c");
        assertThat(all(tar("a/x 1"), tar("a 2"), tar("a/", "a/y 3"))).containsExactly("a/y 3");
        assertThat(all(tar("a 1"), tar("a/y 2"))).containsExactly("a/y 2");
        assertThat(all(tar("a/x 1"), tar(".wh..wh..opq", "b 2"))).containsExactly("b 2");
    }

    @Test
    void allWhenUpperLayerWritesThroughALinkPutsTheFileWhereItLeads() throws Exception {
        assertThat(all(tar("lib -> usr/lib", "usr/lib/", "usr/lib/a 1", "usr/lib/b 1"), tar("lib/a 2")))
                .containsExactly("lib -> usr/lib", "usr/lib/a 2", "usr/lib/b 1");
    }

    @Test
    void allResolvesHardLinksWithinAndAcrossLayers() throws Exception {
        assertThat(all(tar("a 1", "b => a"))).containsExactly("a 1", "b 1");
        assertThat(all(tar("a 1"), tar("b => a", "c => b"), tar(".wh.a")))
                .as("a file lives on under its other names")
                .containsExactly("b 1", "c 1");
        assertProblem("image-malformed", () -> all(tar("x 1"), tar("b => a")));
    }

    @Test
    void allHasTheTimeThatShips() throws Exception {
        Tree tree = image(tar("a 1")).all();
        assertThat(tree.get(TreePath.of("a")).orElseThrow().attributes().modified())
                .isEqualTo(1);
    }

    @Test
    void someReadsNoMoreLayersThanItTakes() throws Exception {
        byte[][] layers = {tar("bin/tool 1", "etc/conf 1"), tar("etc/conf 2"), tar("bin/tool 3")};
        assertThat(some(List.of("bin/tool"), layers)).containsExactly("bin/tool 3");
        assertThat(fetched).containsExactly(2);
        fetched.clear();
        assertThat(some(List.of("bin/tool", "etc/conf"), layers)).containsExactly("bin/tool 3", "etc/conf 2");
        assertThat(fetched).containsExactly(2, 1);
        fetched.clear();
        assertThat(some(List.of("none"), layers)).isEmpty();
        assertThat(fetched).containsExactly(2, 1, 0);
    }

    @Test
    void someWhenWhiteoutsAndLinksSettleAPathStopsThere() throws Exception {
        byte[] lower = tar("a/x 1", "t -> a");
        assertThat(some(List.of("a"), lower, tar("a/.wh..wh..opq", "a/y 2"))).containsExactly("a/y 2");
        assertThat(fetched).containsExactly(1);
        fetched.clear();
        assertThat(some(List.of("a/x"), lower, tar(".wh.a"))).isEmpty();
        assertThat(fetched).containsExactly(1);
        fetched.clear();
        assertThat(some(List.of("bin/run"), lower, tar("bin -> usr/bin", "usr/bin/run -> run-1", "usr/bin/run-1 1")))
                .containsExactly("bin/run 1");
        assertThat(fetched).containsExactly(1);
    }

    @Test
    void someFollowsLinksInsideTheImage() throws Exception {
        byte[] layer = tar(
                "bin -> usr/bin",
                "usr/bin/java -> /etc/alternatives/java",
                "etc/alternatives/java -> /opt/java/bin/java",
                "opt/java/bin/java run",
                "opt/java/lib/x 1",
                "opt/out -> ../../..",
                "opt/loop -> loop");
        assertThat(some(List.of("bin/java"), layer)).containsExactly("bin/java run");
        assertThat(some(List.of("opt/java"), layer)).containsExactly("opt/java/bin/java run", "opt/java/lib/x 1");
        assertThat(some(List.of("opt/out", "opt/loop"), layer)).isEmpty();
    }

    @Test
    void someWhenAPathLeadsThroughALinkOfAnotherHasBoth() throws Exception {
        byte[] layer = tar("usr/lib/jvm/default -> java-17", "usr/lib/jvm/java-17/bin/java 1");
        assertThat(some(List.of("usr/lib", "usr/lib/jvm/default/bin/java"), layer))
                .containsExactly("usr/lib/jvm/default -> java-17", "usr/lib/jvm/java-17/bin/java 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zstd"})
    void allUnpacksCompressedLayers(String format) throws Exception {
        byte[] packed = ImageBuilder.compressed(tar("a 1", "b " + "x".repeat(100_000)), format);
        assertThat(all(packed)).hasSize(2).contains("a 1");
        byte[] cut = Arrays.copyOf(packed, packed.length - 10);
        assertProblem("image-malformed", () -> all(cut));
        byte[] damaged = packed.clone();
        damaged[packed.length / 2] ^= 0x55;
        assertProblem("image-malformed", () -> all(damaged));
    }

    @Test
    void allReadsEveryMemberOfAGzipFileAndWhatZstdSkips() throws Exception {
        byte[] tar = tar("a 1", "b " + "x".repeat(200_000));
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        for (int at = 0; at < tar.length; at += 5000) {
            byte[] part = Arrays.copyOfRange(tar, at, Math.min(tar.length, at + 5000));
            gzip.writeBytes(ImageBuilder.compressed(part, "gz"));
            zstd.writeBytes(ImageBuilder.compressed(part, "zstd"));
            zstd.writeBytes(new byte[] {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7}); // a skippable frame, RFC 8878
        }
        assertThat(all(gzip.toByteArray())).hasSize(2);
        assertThat(all(zstd.toByteArray())).hasSize(2);
    }

    @Test
    void allWhenALayerIsNotWhatItsDigestSaysUsesNothingOfIt() throws Exception {
        byte[] tar = tar("a 1");
        SourceLayer layer = () -> new LayerBytes(Content.of(tar), Digest.of("other"), false);
        SourceImage image = new SourceImage("oci:sample", Digest.of("sample"), ABOUT, List.of(layer));
        assertProblem("image-malformed", () -> new ImageFiles(image, scratch).all());
        byte[] behind = Arrays.copyOf(ImageBuilder.compressed(tar, "zstd"), 5000);
        assertProblem("image-malformed", () -> all(behind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a 1", "a/../../b 1", "/etc/passwd 1", ".wh... 1", ".wh. 1", "a => ../b"})
    void allWhenANameLeavesTheTreeIsRefused(String entry) {
        assertProblem("image-malformed", () -> all(tar(entry)));
    }

    @Test
    void unpackWhenALayerIsABombIsRefused() throws Exception {
        byte[] bomb = ImageBuilder.compressed(new byte[10 << 20], "zstd");
        LayerBytes layer = new LayerBytes(Content.of(bomb), Digest.of(bomb), false);
        Path tar = scratch.resolve("tar");
        assertProblem("image-malformed", () -> new LayerFile("oci:sample", layer, 1 << 20).unpack(tar));
        assertThat(tar.toFile().length()).isLessThan(2 << 20);
    }

    @Test
    void allWhenALayerIsNoTarIsRefused() {
        assertProblem(
                "image-malformed", () -> all("{\"in\":\"toto\"}".repeat(100).getBytes(StandardCharsets.UTF_8)));
    }
}
