package dev.lapstrake.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerTest {
    private static final Tree TREE = Tree.of(Map.of(
                    TreePath.of("a/file"), Entry.file("text ".repeat(500)), TreePath.of("a/link"), Entry.link("file")))
            .withParents();

    @TempDir
    Path folder;

    private Layout layout;
    private Layer layer;
    private Path blob;

    @BeforeEach
    void write() throws IOException {
        layout = Layout.at(folder.resolve("layout"));
        layer = Layer.write(TREE, layout);
        blob = layout.blob(layer.blob().digest());
    }

    private Tree unpack() throws IOException {
        return layer.unpack(layout, folder.resolve("tar"));
    }

    private void assertDamaged() {
        assertThatThrownBy(this::unpack).isInstanceOfSatisfying(DamagedBlobException.class, e -> assertThat(e.digest())
                .isEqualTo(layer.blob().digest()));
    }

    @Test
    void unpackGivesTheTreeThatWasWritten() throws Exception {
        Tree tree = unpack();
        assertThat(tree.entries().keySet()).isEqualTo(TREE.entries().keySet());
        assertThat(Layer.write(tree, layout)).isEqualTo(layer);
    }

    @Test
    void unpackWhenAnyByteOfTheContentIsAnotherSaysSo() throws Exception {
        byte[] bytes = Files.readAllBytes(blob);
        for (int at = 10; at < bytes.length; at++) { // behind gzip's header, of which only the magic counts
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(blob, damaged);
            assertDamaged();
        }
    }

    @Test
    void unpackWhenBlobIsCutOffOrGoneSaysSo() throws Exception {
        byte[] bytes = Files.readAllBytes(blob);
        Files.write(blob, Arrays.copyOf(bytes, bytes.length / 2));
        assertDamaged();
        Files.write(blob, new byte[0]);
        assertDamaged();
        Files.delete(blob);
        assertDamaged();
    }
}
