package dev.lapstrake.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class FolderWriterTest {
    @TempDir
    Path folder;

    private static Tree tree(Map<String, Entry> entries) {
        Map<TreePath, Entry> byPath = new TreeMap<>();
        entries.forEach((path, entry) -> byPath.put(TreePath.of(path), entry));
        return Tree.of(byPath);
    }

    @Test
    void writeKeepsLinksModesAndEmptyFolders() throws Exception {
        Tree tree = tree(Map.of(
                "node_modules/.bin/tsc",
                Entry.link("../typescript/bin/tsc"),
                "node_modules/typescript/bin/tsc",
                new Entry.File(new Attributes(0751, 0, 0, 1), Content.of("run")),
                "empty",
                Entry.folder(),
                "dangling",
                Entry.link("nothing/there")));
        FolderWriter.write(tree, folder);
        assertThat(folder.resolve("node_modules/.bin/tsc")).isSymbolicLink().hasContent("run");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("node_modules/typescript/bin/tsc"))))
                .isEqualTo("rwxr-x--x");
        assertThat(folder.resolve("empty")).isEmptyDirectory();
        assertThat(FolderReader.read(folder).entries().keySet())
                .isEqualTo(tree.withParents().entries().keySet());
    }

    @Test
    void writeReplacesFilesThatAreThere() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "other");
        Files.createSymbolicLink(folder.resolve("a"), other);
        FolderWriter.write(tree(Map.of("a", Entry.file("new"))), folder);
        assertThat(folder.resolve("a")).isRegularFile().hasContent("new");
        assertThat(other).hasContent("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../out", "x/../../../out", "up/../x"})
    void writeWhenALinkLeadsOutIsRefused(String target) {
        // By its name, up/.. is the folder a itself; but up leads to the top.
        assertRefused(tree(Map.of("a/link", Entry.link(target), "a/up", Entry.link(".."))), folder);
    }

    private static void assertRefused(Tree tree, Path folder) {
        assertThatThrownBy(() -> FolderWriter.write(tree, folder)).isInstanceOf(MalformedTreeException.class);
    }

    @Test
    void writeWhenAFolderOnDiskIsALinkThatLeadsOutWritesNothingThere() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("lib"), outside);
        assertRefused(tree(Map.of("lib/sub/a", Entry.file("a"))), inside);
        assertThat(outside).isEmptyDirectory();
        Files.createDirectory(inside.resolve("real"));
        Files.createSymbolicLink(inside.resolve("own"), Path.of("real"));
        FolderWriter.write(tree(Map.of("own/a", Entry.file("a"))), inside);
        assertThat(inside.resolve("real/a")).hasContent("a");
    }
}
