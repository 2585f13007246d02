package dev.lapstrake.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.OtherDigits;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeDigestTest {
    @Test
    void ofWhenTheMachineWritesOtherDigitsIsTheSame() throws Exception {
        Tree tree = Tree.of(Map.of(new TreePath("a"), Entry.file("content")));
        assertThat(OtherDigits.with(() -> TreeDigest.of(tree))).isEqualTo(TreeDigest.of(tree));
    }
}
