package dev.lapstrake.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeTest {
    private static final TreePath BIN = TreePath.of("bin");
    private static final TreePath SH = TreePath.of("bin/sh");

    @Test
    void ofWhenEntryLiesBelowLinkIsRefused() {
        assertThatExceptionOfType(MalformedTreeException.class)
                .isThrownBy(() -> Tree.of(Map.of(BIN, Entry.link("/etc"), SH, Entry.file("x"))))
                .withMessageContaining("bin/sh");
    }

    @Test
    void ofWhenLinkIsSeveralFoldersUpIsRefused() {
        Map<TreePath, Entry> entries =
                Map.of(TreePath.of("a"), Entry.link("b"), TreePath.of("a/b/c/d"), Entry.file("x"));
        assertThatExceptionOfType(MalformedTreeException.class).isThrownBy(() -> Tree.of(entries));
    }

    @Test
    void overlayWhenBothHaveEntryTakesTheUpper() throws Exception {
        Tree merged = Tree.EMPTY.with(SH, Entry.file("lower")).overlay(Tree.EMPTY.with(SH, Entry.file("upper")));
        assertThat(((Entry.File) merged.get(SH).orElseThrow()).content().bytes())
                .asString()
                .isEqualTo("upper");
    }

    @Test
    void withParentsNamesEveryFolder() {
        Tree tree = Tree.EMPTY.with(TreePath.of("a/b/c"), Entry.file("x")).withParents();
        assertThat(tree.entries().keySet()).extracting(TreePath::value).containsExactly("a", "a/b", "a/b/c");
    }

    @Test
    void belowMovesEveryEntry() {
        Tree tree = Tree.EMPTY.with(SH, Entry.file("x")).below(TreePath.of("opt"));
        assertThat(tree.entries()).containsOnlyKeys(TreePath.of("opt/bin/sh"));
    }
}
