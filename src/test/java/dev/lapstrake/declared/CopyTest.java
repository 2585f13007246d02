package dev.lapstrake.declared;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyTest {
    private static final Tree TREE = tree(Map.of(
            "dist", Entry.folder(),
            "dist/index.html", Entry.file("page"),
            "dist/empty", new Entry.Folder(new Attributes(0750, 7, 8, 99)),
            "dist/bin/run", new Entry.File(new Attributes(0750, 7, 8, 99), Content.of("run")),
            "dist/bin/go", Entry.link("run"),
            "distant", Entry.file("another"),
            "current", Entry.link("dist"),
            "start", Entry.link("current/bin/go"),
            "astray", Entry.link("../../etc/passwd"),
            "round", Entry.link("round")));

    private static Tree tree(Map<String, ? extends Entry> entries) {
        Map<TreePath, Entry> paths = new HashMap<>();
        entries.forEach((path, entry) -> paths.put(new TreePath(path), entry));
        return Tree.of(paths);
    }

    @Test
    void applyWhenSourceIsAFileAndTargetAPathGivesItThatName() throws Exception {
        assertThat(paths(copied("dist/index.html", "/app/start.html"))).containsExactly("app/start.html");
    }

    @Test
    void applyWhenSourceIsAFileAndTargetAFolderKeepsItsName() throws Exception {
        assertThat(paths(copied("dist/index.html", "/app/"))).containsExactly("app/index.html");
        assertThat(paths(copied("dist/index.html", "."))).containsExactly("index.html");
    }

    @Test
    void applyWhenSourceIsAFolderCopiesWhatIsInIt() throws Exception {
        String[] expected = {"app/static", "app/static/bin/go", "app/static/bin/run", "app/static/empty"};
        assertThat(paths(copied("dist", "app/static"))).contains(expected).hasSize(5);
        assertThat(paths(copied("dist/", "/app/static/"))).contains(expected).hasSize(5);
        assertThat(paths(copied("dist", "/"))).containsExactly("bin/go", "bin/run", "empty", "index.html");
    }

    @Test
    void applyWhenTheTreeDoesNotNameTheFolderCopiesItAllTheSame() throws Exception {
        assertThat(paths(copied("dist/bin", "x"))).containsExactly("x", "x/go", "x/run");
    }

    @Test
    void applyWhenSourceIsEverythingCopiesTheWholeTree() throws Exception {
        assertThat(copied("/", "/").entries().keySet()).isEqualTo(TREE.entries().keySet());
        assertThat(paths(copied(null, "app"))).contains("app", "app/dist/index.html", "app/start");
    }

    @Test
    void applyWhenFolderIsEmptyMakesTheTarget() throws Exception {
        assertThat(paths(copied("dist/empty", "data"))).containsExactly("data");
    }

    @Test
    void applyKeepsLinksModesAndEmptyFoldersAndGivesThemToRoot() throws Exception {
        Tree tree = copied("dist", "x");
        assertThat(tree.get(new TreePath("x/bin/go"))).contains(Entry.link("run"));
        assertThat(attributes(tree, "x/bin/run")).isEqualTo(new Attributes(0750, 0, 0, Attributes.SHIPPED));
        assertThat(tree.get(new TreePath("x/empty")))
                .contains(new Entry.Folder(new Attributes(0750, 0, 0, Attributes.SHIPPED)));
        assertThat(text(tree, "x/bin/run")).isEqualTo("run");
    }

    @Test
    void applyWhenOwnerAndModeAreSetGivesThemToAll() throws Exception {
        Tree tree = input(new CopyText("web", "dist", "x", "0640", "1000:2000")).apply(TREE);
        assertThat(attributes(tree, "x/bin/run")).isEqualTo(new Attributes(0640, 1000, 2000, Attributes.SHIPPED));
        assertThat(attributes(tree, "x/empty")).isEqualTo(new Attributes(0750, 1000, 2000, Attributes.SHIPPED));
        assertThat(attributes(tree, "x")).isEqualTo(new Attributes(0750, 1000, 2000, Attributes.SHIPPED));
        assertThat(attributes(tree, "x/bin/go")).isEqualTo(new Attributes(0777, 1000, 2000, Attributes.SHIPPED));
    }

    @Test
    void applyWhenModeIsForNobodyLeavesFoldersClosed() throws Exception {
        Tree tree = new CopyText("web", "dist", "x", "0000", null).parse().apply(TREE);
        assertThat(attributes(tree, "x/empty").mode()).isZero();
    }

    @Test
    void applyWhenSourceIsALinkFollowsIt() throws Exception {
        assertThat(text(copied("start", "bin/start"), "bin/start")).isEqualTo("run");
        assertThat(paths(copied("start", "bin/"))).containsExactly("bin/start");
        assertThat(paths(copied("current", "x"))).contains("x/index.html", "x/bin/run");
        assertThat(text(copied("current/bin/run", "x"), "x")).isEqualTo("run");
    }

    @Test
    void applyWhenSourceIsNotThereSaysSo() {
        for (String source : new String[] {"dis", "dist/none", "dist/index.html/x", "astray", "round"}) {
            assertThat(assertProblem("copy-source-missing", () -> copied(source, "x"))
                            .text())
                    .contains("'web'", "'" + source + "'");
        }
    }

    @Test
    void identityWhenAnythingButTheStagesNameDiffersIsAnother() throws Exception {
        String identity = input(new CopyText("web", "a", "b", "644", "1")).identity();
        assertThat(input(new CopyText("other", "/a", "/b", "0644", "1:1")).identity())
                .isEqualTo(identity);
        assertThat(Stream.of(
                        new CopyText("web", "b", "b", "644", "1"),
                        new CopyText("web", null, "b", "644", "1"),
                        new CopyText("web", "a", "b/", "644", "1"),
                        new CopyText("web", "a", "b", "645", "1"),
                        new CopyText("web", "a", "b", null, "1"),
                        new CopyText("web", "a", "b", "644", "1:2"),
                        new CopyText("web", "a", "b", "644", null)))
                .allSatisfy(other -> assertThat(input(other).identity()).isNotEqualTo(identity))
                .hasSize(7);
    }

    private static StageInput input(CopyText text) throws BuildException {
        return StageInput.of(new FixedStage("web", TREE), text.parse(), Names.standard());
    }

    private static Tree copied(@Nullable String source, String target) throws BuildException {
        return new CopyText("web", source, target, null, null).parse().apply(TREE);
    }

    private static Stream<String> paths(Tree tree) {
        return tree.entries().keySet().stream().map(TreePath::value);
    }

    private static Attributes attributes(Tree tree, String path) {
        return tree.get(new TreePath(path)).orElseThrow().attributes();
    }

    private static String text(Tree tree, String path) throws IOException {
        return new String(
                ((Entry.File) tree.get(new TreePath(path)).orElseThrow())
                        .content()
                        .bytes(),
                StandardCharsets.UTF_8);
    }
}
