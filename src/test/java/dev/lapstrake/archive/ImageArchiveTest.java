package dev.lapstrake.archive;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.SampleImages;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    @TempDir
    Path folder;

    private Layout layout;
    private List<ImageReference> names;

    @BeforeEach
    void make() throws Exception {
        layout = Layout.at(folder.resolve("layout"));
        names = List.of(
                ImageReference.parse("example.com:5000/team/app:1.0", "image"), ImageReference.parse("app:1", "image"));
    }

    @Test
    void writeWhenDockersNamesConfigurationLayersAndTags() throws Exception {
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 1000);
        Manifest manifest = layout.manifest(image);

        Tree files = files(image, ArchiveFormat.DOCKER);

        JsonObject entry = Json.objects(
                        Json.object(
                                ("{\"images\":" + text(files, "manifest.json") + "}").getBytes(StandardCharsets.UTF_8)),
                        "images")
                .findFirst()
                .orElseThrow();
        assertThat(Json.texts(entry, "RepoTags"))
                .containsExactly("example.com:5000/team/app:1.0", "docker.io/library/app:1");
        assertThat(Json.text(entry, "Config", ""))
                .isEqualTo(manifest.config().digest().hex() + ".json");
        List<String> layers = Json.texts(entry, "Layers").toList();
        assertThat(layers).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(Digest.of(bytes(files, layers.get(i))))
                    .isEqualTo(manifest.layers().get(i).digest());
        }
        assertThat(text(files, "repositories")).contains("\"example.com:5000/team/app\":{\"1.0\":\"");
    }

    @Test
    void writeWhenOcisIsALayoutOfTheWholeIndex() throws Exception {
        Descriptor index = SampleImages.index(layout);

        Tree files = files(index, ArchiveFormat.OCI);

        List<Descriptor> entries = Index.parse(bytes(files, "index.json")).manifests();
        assertThat(entries).extracting(Descriptor::digest).containsOnly(index.digest());
        assertThat(entries)
                .extracting(entry -> entry.annotations().get("io.containerd.image.name"))
                .containsExactly("example.com:5000/team/app:1.0", "docker.io/library/app:1");
        assertThat(entries).extracting(entry -> entry.refName().orElseThrow()).containsExactly("1.0", "1");
        assertThat(text(files, "oci-layout")).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
        long blobs = files.entries().keySet().stream()
                .filter(path -> path.value().startsWith("blobs/sha256/"))
                .count();
        assertThat(blobs).isEqualTo(1 + 2 + 6);
    }

    @Test
    void writeTwiceGivesTheSameBytes() throws Exception {
        for (ArchiveFormat format : ArchiveFormat.values()) {
            ArchivedImage image = image(SampleImages.image(layout, Platform.LINUX_AMD64, 1000));
            Path file = folder.resolve("deep/image.tar");
            ImageArchive.of(image, format).write(file);
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            ImageArchive.of(image, format).write(again);
            assertThat(file).hasBinaryContent(again.toByteArray());
            assertThat(folder.resolve("deep").toFile().list()).containsExactly("image.tar");
        }
    }

    @Test
    void onWhenTheImageHasThePlatformIsThatOne() throws Exception {
        Descriptor index = SampleImages.index(layout);
        Descriptor arm = Index.parse(layout.read(index.digest())).manifests().get(1);
        assertThat(image(index).on(SampleImages.ARM64).image().digest()).isEqualTo(arm.digest());
        assertThat(image(arm).on(Platform.LINUX_AMD64).image()).isEqualTo(arm);
    }

    @Test
    void onWhenTheImageLacksThePlatformSaysWhichThereAre() throws Exception {
        ArchivedImage image = image(SampleImages.index(layout));
        assertThat(assertProblem("platform-not-built", () -> image.on(Platform.parse("linux/s390x")))
                        .what())
                .contains("linux/amd64, linux/arm64/v8");
    }

    @Test
    void ofWhenABlobIsDamagedFails() throws Exception {
        Descriptor image = SampleImages.image(layout, Platform.LINUX_AMD64, 1000);
        Files.write(layout.blob(layout.manifest(image).layers().get(1).digest()), new byte[1000]);
        assertThatThrownBy(() -> ImageArchive.of(image(image), ArchiveFormat.DOCKER))
                .isInstanceOf(DamagedBlobException.class);
    }

    @Test
    void parseWhenFormatIsUnknownSaysSo() throws BuildException {
        assertThat(ArchiveFormat.parse("docker")).isEqualTo(ArchiveFormat.DOCKER);
        assertProblem("tar-format-unknown", () -> ArchiveFormat.parse("zip"));
    }

    private ArchivedImage image(Descriptor image) {
        return new ArchivedImage(layout, image, names);
    }

    private Tree files(Descriptor image, ArchiveFormat format) throws IOException {
        Path file = folder.resolve("image.tar");
        ImageArchive.of(image(image), format).write(file);
        return TarReader.read(file);
    }

    private static byte[] bytes(Tree files, String path) throws IOException {
        return ((Entry.File) files.get(TreePath.of(path)).orElseThrow())
                .content()
                .bytes();
    }

    private static String text(Tree files, String path) throws IOException {
        return new String(bytes(files, path), StandardCharsets.UTF_8);
    }
}
