package dev.lapstrake.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownLayersTest {
    @TempDir
    Path folder;

    private Tree tree(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), text);
        return Tree.EMPTY.with(TreePath.of("app/file"), new Entry.File(Attributes.FILE, Content.of(file)));
    }

    @Test
    void ofWhenAFileChangesMeanwhileForgetsTheLayer() throws Exception {
        KnownLayers layers = new KnownLayers(Layout.at(folder.resolve("oci")), folder.resolve("known"), layer -> {});
        Tree before = tree("one");
        Digest content = TreeDigest.of(before);
        tree("two");
        assertThatThrownBy(() -> layers.of(before, content)).hasMessageContaining("changed while a layer was made");
        Layer other = layers.of(tree("two"), TreeDigest.of(tree("two")));
        Layer right = layers.of(tree("one"), content);
        assertThat(right).isNotEqualTo(other);
        assertThat(layers.of(tree("one"), content)).isEqualTo(right);
    }
}
