package dev.lapstrake.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same image in another compression. */
class ZstdLayersTest {
    @TempDir
    Path folder;

    private Layout layout;
    private Layer lower;
    private Layer upper;
    private Descriptor image;

    @BeforeEach
    void makeImage() throws IOException {
        layout = Layout.at(folder.resolve("layout"));
        lower = layer("lower");
        upper = layer("upper");
        Descriptor config = layout.add(MediaType.CONFIG, new byte[] {'{', '}'});
        image = layout.add(
                MediaType.MANIFEST,
                Manifest.ofImage(config, List.of(lower.blob(), upper.blob())).bytes());
    }

    private Layer layer(String name) throws IOException {
        Tree tree =
                Tree.EMPTY.with(TreePath.of(name), new Entry.File(Attributes.FILE, Content.of(name.repeat(100_000))));
        return Layer.write(tree, layout);
    }

    private Descriptor zstd(int others) throws Exception {
        return new ZstdLayers(layout, folder.resolve("known")).manifest(image, others);
    }

    private Digest unpacked(Descriptor layer) throws IOException {
        try (InputStream in = new ZstdInputStream(layout.open(layer.digest()))) {
            return Digest.of(in);
        }
    }

    @Test
    void manifestHasTheSameLayersInAnotherCompression() throws Exception {
        Manifest made = layout.manifest(zstd(0));

        assertThat(made.config()).isEqualTo(layout.manifest(image).config());
        assertThat(made.layers()).extracting(Descriptor::mediaType).containsOnly(MediaType.LAYER_ZSTD);
        assertThat(unpacked(made.layers().get(0))).isEqualTo(lower.diffId());
        assertThat(unpacked(made.layers().get(1))).isEqualTo(upper.diffId());
    }

    @Test
    void manifestLeavesTheLayersOfOthers() throws Exception {
        List<Descriptor> layers = layout.manifest(zstd(1)).layers();

        assertThat(layers.get(0)).isEqualTo(lower.blob());
        assertThat(layers.get(1).mediaType()).isEqualTo(MediaType.LAYER_ZSTD);
    }

    @Test
    void manifestMakesALayerOnce() throws Exception {
        Descriptor first = zstd(0);
        layout.delete(lower.blob().digest());
        layout.delete(upper.blob().digest());

        assertThat(zstd(0)).isEqualTo(first);
        layout.delete(first.digest());
        assertThat(layout.manifest(zstd(0))).as("of layers alone").isNotNull();
    }

    @Test
    void manifestWhenALayerIsDamagedSaysWhich() throws Exception {
        Files.writeString(layout.blob(upper.blob().digest()), "damaged");

        assertThatThrownBy(() -> zstd(0)).isInstanceOf(DamagedBlobException.class);
    }
}
