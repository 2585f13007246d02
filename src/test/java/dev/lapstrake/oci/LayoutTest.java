package dev.lapstrake.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    Path folder;

    private Layout layout;

    @BeforeEach
    void open() throws Exception {
        layout = Layout.at(folder.resolve("layout"));
    }

    @Test
    void addWhenDigestIsAnotherKeepsNothing() throws Exception {
        Digest expected = Digest.of("expected");
        ByteArrayInputStream other = new ByteArrayInputStream("other".getBytes(StandardCharsets.UTF_8));
        assertThatIOException().isThrownBy(() -> layout.add(expected, other)).withMessageContaining(expected.hex());
        assertThat(layout.has(expected)).isFalse();
        assertThat(layout.folder()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void readWhenBlobIsDamagedFails() throws Exception {
        Descriptor blob = layout.add(MediaType.EMPTY, new byte[] {1, 2});
        Files.write(layout.blob(blob.digest()), new byte[] {1, 3});
        assertThatIOException().isThrownBy(() -> layout.read(blob.digest())).withMessageContaining("damaged");
    }

    @Test
    void copyWhenSourceIsDamagedFails() throws Exception {
        Descriptor blob = layout.add(MediaType.EMPTY, new byte[] {1, 2});
        Files.write(layout.blob(blob.digest()), new byte[] {1, 3});
        Layout other = Layout.at(folder.resolve("other"));
        assertThatIOException().isThrownBy(() -> other.copy(blob, layout));
        assertThat(other.has(blob)).isFalse();
    }

    @Test
    void linkGivesTheSameBlobAndReplacesWhatIsThere() throws Exception {
        Descriptor blob = layout.add(MediaType.EMPTY, new byte[] {1, 2});
        Layout other = Layout.at(folder.resolve("other"));
        Files.write(other.blob(blob.digest()), new byte[] {3});
        other.link(blob, layout);
        assertThat(other.read(blob.digest())).containsExactly(1, 2);
        other.delete(blob.digest());
        assertThat(layout.read(blob.digest())).containsExactly(1, 2);
        layout.delete(blob.digest());
        assertThatIOException().isThrownBy(() -> other.link(blob, layout)).isInstanceOf(DamagedBlobException.class);
        assertThat(other.has(blob)).isFalse();
    }

    @Test
    void tagWhenNameIsTakenMovesIt() throws Exception {
        Descriptor first = layout.add(MediaType.MANIFEST, new byte[] {1});
        Descriptor second = layout.add(MediaType.MANIFEST, new byte[] {2});
        layout.tag("1.0", first);
        layout.tag("1.0", second);
        assertThat(layout.find("1.0").orElseThrow().digest()).isEqualTo(second.digest());
        assertThat(layout.index()).hasSize(1);
    }

    @Test
    void tagWhenManyThreadsDoLosesNone() throws Exception {
        Descriptor manifest = layout.add(MediaType.MANIFEST, new byte[] {1});
        List<Callable<Boolean>> tags = IntStream.range(0, 20)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    layout.tag("tag" + i, manifest);
                    return true;
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (Future<Boolean> done : threads.invokeAll(tags)) {
            done.get();
        }
        threads.shutdown();
        assertThat(layout.index()).hasSize(20);
    }

    @Test
    void layerWhenWrittenTwiceIsTheSameBlob() throws Exception {
        Tree tree = Tree.EMPTY.with(TreePath.of("app/file"), Entry.file("x")).withParents();
        Layer layer = Layer.write(tree, layout);
        assertThat(Layer.write(tree, layout)).isEqualTo(layer);
        assertThat(layout.has(layer.blob())).isTrue();
        assertThat(layer.diffId()).isNotEqualTo(layer.blob().digest());
    }

    @Test
    void manifestWhenWrittenAndReadIsTheSame() throws Exception {
        Descriptor config = layout.add(MediaType.CONFIG, new byte[] {'{', '}'});
        Descriptor layer = layout.add(MediaType.LAYER_GZIP, new byte[] {1});
        Manifest manifest = Manifest.ofImage(config, List.of(layer));
        assertThat(Manifest.parse(manifest.bytes())).isEqualTo(manifest);
    }

    @Test
    void parseWhenJsonIsNoManifestFails() {
        byte[] nonsense = "{\"config\":{\"digest\":\"md5:1\"}}".getBytes(StandardCharsets.UTF_8);
        assertThatIOException().isThrownBy(() -> Manifest.parse(nonsense));
        assertThatIOException().isThrownBy(() -> Index.parse("[[[".getBytes(StandardCharsets.UTF_8)));
        assertThatIOException().isThrownBy(() -> Json.object("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
    }
}
