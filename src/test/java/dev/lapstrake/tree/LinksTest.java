package dev.lapstrake.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Tree TREE = Tree.of(Map.of(
            TreePath.of("bin"), Entry.link("usr/bin"),
            TreePath.of("usr/bin/java"), Entry.link("/opt/java/bin/java"),
            TreePath.of("opt/java/bin/java"), Entry.file("run"),
            TreePath.of("opt/current"), Entry.link("java"),
            TreePath.of("opt/up"), Entry.link("current/../../usr"),
            TreePath.of("opt/out"), Entry.link("../.."),
            TreePath.of("opt/loop"), Entry.link("loop"),
            TreePath.of("opt/dangling"), Entry.link("none")));

    private static Optional<String> follow(String path) {
        return Links.follow(TREE, TreePath.of(path)).map(TreePath::value);
    }

    @Test
    void followGoesThroughEveryLinkAsAProcessDoes() {
        assertThat(follow("bin/java")).contains("opt/java/bin/java");
        assertThat(follow("opt/current/bin")).contains("opt/java/bin");
        assertThat(follow("opt/up/bin/java")).contains("opt/java/bin/java");
        assertThat(follow("usr")).contains("usr");
    }

    @Test
    void followWhenItLeadsNowhereIsEmpty() {
        assertThat(follow("opt/out")).isEmpty();
        assertThat(follow("opt/loop")).isEmpty();
        assertThat(follow("opt/dangling")).isEmpty();
        assertThat(follow("none")).isEmpty();
    }

    @Test
    void targetIsWhatTheLinkSaysFromTheTop() {
        TreePath link = TreePath.of("a/b/link");
        assertThat(Links.target(link, "../c")).contains(TreePath.of("a/c"));
        assertThat(Links.target(link, "/x/./y/")).contains(TreePath.of("x/y"));
        assertThat(Links.target(link, "../..")).isEmpty();
        assertThat(Links.target(link, "../../../x")).isEmpty();
    }

    @Test
    void leavesTellsLinksThatLeadOut() {
        TreePath link = TreePath.of("opt/link");
        assertThat(Links.leaves(TREE, link, "..")).isFalse();
        assertThat(Links.leaves(TREE, link, "loop/x")).isFalse();
        assertThat(Links.leaves(TREE, link, "../../x")).isTrue();
        assertThat(Links.leaves(TREE, link, "out/x")).isTrue();
    }
}
