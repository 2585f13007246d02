package dev.lapstrake.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImagePathsTest {
    private static final Entry MINE = new Entry.Folder(new Attributes(0700, 1000, 1000, Attributes.SHIPPED));

    @Test
    void layerNamesTheFoldersThatFilesLieIn() throws IOException {
        Tree layer = layer(ImagePaths.AS_WRITTEN, Map.of("app/static/index.html", Entry.file("page")));
        assertThat(layer.get(new TreePath("app"))).contains(Entry.folder());
        assertThat(layer.get(new TreePath("app/static"))).contains(Entry.folder());
    }

    @Test
    void layerKeepsTheAttributesOfItsOwnFolders() throws IOException {
        Tree layer = layer(ImagePaths.MERGED_USR, Map.of("app", MINE, "app/data", MINE));
        assertThat(layer.get(new TreePath("app"))).contains(MINE);
        assertThat(layer.get(new TreePath("app/data"))).contains(MINE);
    }

    @Test
    void layerLeavesTheFoldersThatEveryImageHasAsTheyAre() throws IOException {
        Tree layer = layer(
                ImagePaths.AS_WRITTEN,
                Map.of("usr/local/bin", MINE, "etc", MINE, "tmp/x", Entry.file(""), "home/nonroot/y", Entry.file("")));
        assertThat(layer.get(new TreePath("usr/local/bin"))).contains(Entry.folder());
        assertThat(layer.get(new TreePath("etc"))).contains(Entry.folder());
        assertThat(attributes(layer, "tmp")).isEqualTo(new Attributes(01777, 0, 0, Attributes.SHIPPED));
        assertThat(attributes(layer, "home/nonroot")).isEqualTo(new Attributes(0700, 65532, 65532, Attributes.SHIPPED));
    }

    @Test
    void layerWhenUsrIsMergedPutsFilesWhereLinksLead() throws IOException {
        Map<String, Entry> files = Map.of(
                "bin/x", Entry.file(""),
                "lib64/ld.so.2", Entry.link("/lib/ld.so"),
                "sbin/y", Entry.file(""),
                "usr/bin/z", Entry.file(""),
                "binary/x", Entry.file(""));
        assertThat(layer(ImagePaths.MERGED_USR, files).entries().keySet())
                .extracting(TreePath::value)
                .contains("usr/bin/x", "usr/lib64/ld.so.2", "usr/sbin/y", "usr/bin/z", "binary/x")
                .doesNotContain("bin", "lib64", "sbin", "bin/x");
    }

    @Test
    void layerWhenUsrIsMergedLeavesTheLinksThatMergeIt() throws IOException {
        Map<String, Entry> files = Map.of("bin", Entry.link("usr/bin"), "usr/bin/x", Entry.file(""));
        assertThat(layer(ImagePaths.MERGED_USR, files).get(new TreePath("bin"))).contains(Entry.link("usr/bin"));
    }

    @Test
    void layerWhenPathsStayNamesNoFolderThatMayBeALink() throws IOException {
        Tree layer = layer(ImagePaths.AS_WRITTEN, Map.of("lib64/sub/x", Entry.file("")));
        assertThat(layer.entries().keySet()).extracting(TreePath::value).containsExactly("lib64/sub", "lib64/sub/x");
    }

    @Test
    void layerWhenAFileIsWhereAFolderMustBeIsMalformed() throws IOException {
        Map<String, Entry> files = Map.of("bin/x", Entry.file(""), "usr/bin", Entry.link("../bin"));
        assertThatThrownBy(() -> layer(ImagePaths.MERGED_USR, files)).isInstanceOf(MalformedTreeException.class);
    }

    @Test
    void layerWhenTwoFilesComeToOnePlaceRefusesThem() {
        Map<String, Entry> files = Map.of("bin/x", Entry.file("one"), "usr/bin/x", Entry.file("two"));
        assertThatThrownBy(() -> layer(ImagePaths.MERGED_USR, files)).isInstanceOf(MalformedTreeException.class);
    }

    @Test
    void layerWhenANameIsAWhiteoutsRefusesIt() {
        Map<String, Entry> files = Map.of("app/.wh.x", Entry.file(""));
        assertThatThrownBy(() -> layer(ImagePaths.AS_WRITTEN, files)).isInstanceOf(MalformedTreeException.class);
    }

    private static Tree layer(ImagePaths paths, Map<String, Entry> entries) throws IOException {
        Tree tree = Tree.EMPTY;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            tree = tree.with(new TreePath(entry.getKey()), entry.getValue());
        }
        return paths.layer(tree);
    }

    private static Attributes attributes(Tree tree, String path) {
        return tree.get(new TreePath(path)).orElseThrow().attributes();
    }
}
