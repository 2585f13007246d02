package dev.lapstrake.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/etc", "..", "a/..", "a/../b", "a//b", "./", "a/./b", "a\0b", "../../etc/passwd"})
    void ofWhenPathLeavesTreeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TreePath.of(text));
    }

    @Test
    void ofWhenWrittenAsArchivesDoIsTrimmed() {
        assertThat(TreePath.of("./usr/bin/").value()).isEqualTo("usr/bin");
    }

    @Test
    void compareToWhenFolderAndContentPutsFolderFirst() {
        assertThat(TreePath.of("a")).isLessThan(TreePath.of("a/b")).isLessThan(TreePath.of("a-b"));
    }

    @Test
    void holdsWhenNameOnlyBeginsAlikeIsFalse() {
        assertThat(TreePath.of("opt").holds(TreePath.of("optional"))).isFalse();
        assertThat(TreePath.of("opt").holds(TreePath.of("opt/java"))).isTrue();
    }
}
