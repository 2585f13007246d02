package dev.lapstrake.declared;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.FolderText;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.stage.LocalStages;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyStageTest {
    private static final FixedStage WEB = web("page");

    @TempDir
    Path folder;

    private static FixedStage web(String page) {
        return new FixedStage(
                "web",
                Tree.of(Map.of(
                        new TreePath("dist/index.html"), Entry.file(page), new TreePath("in"), Entry.link("dist"))));
    }

    private static CopyStage stage(FixedStage from, ImagePaths paths, CopyText text) throws BuildException {
        return new CopyStage("copy web", StageInput.of(from, text.parse(), Names.standard()), ImageShape.of(paths));
    }

    private static CopyText text(String target) {
        return new CopyText("web", "dist", target, null, "nonroot");
    }

    private StageResult run(CopyStage stage) throws IOException, BuildException {
        return LocalStages.runner(layout(), folder).run(List.of(stage)).get(0);
    }

    private Layout layout() throws IOException {
        return Layout.at(folder.resolve("oci"));
    }

    @Test
    void runGivesALayerWithTheFilesInTheirPlace() throws Exception {
        StageResult result = run(stage(WEB, ImagePaths.MERGED_USR, text("/lib/web")));
        Tree tree = result.layer().unpack(layout(), folder.resolve("layer.tar"));
        Entry mine = new Entry.Folder(Attributes.FOLDER.ownedBy(65532, 65532));
        assertThat(tree.entries().keySet())
                .extracting(TreePath::value)
                .containsExactly("usr", "usr/lib", "usr/lib/web", "usr/lib/web/index.html");
        assertThat(tree.get(new TreePath("usr/lib"))).contains(Entry.folder());
        assertThat(tree.get(new TreePath("usr/lib/web"))).contains(mine);
        assertThat(result.fact("summary")).isEqualTo("dist → lib/web");
        assertThat(result.name()).isEqualTo("copy web");
    }

    @Test
    void runWhenItPutsFilesIntoAFolderOfSomebodyLeavesThatToItsOwner() throws Exception {
        Accounts accounts = Accounts.parse(List.of(), List.of(new FolderText("/srv/data", "1000", "0750")));
        Entry data = new Entry.Folder(new Attributes(0750, 1000, 1000, Attributes.SHIPPED));
        TreePath path = new TreePath("srv/data");
        CopyText text = new CopyText("web", "dist/index.html", "/srv/data/page/", null, null);
        ImageShape shape = new ImageShape(ImagePaths.MERGED_USR, accounts);
        CopyStage owned = new CopyStage("copy web", StageInput.of(WEB, text.parse(), shape.names()), shape);
        StageResult result = run(owned);
        Tree tree = result.layer().unpack(layout(), folder.resolve("layer.tar"));
        assertThat(tree.get(path)).contains(data);
        assertThat(tree.get(new TreePath("srv/data/page"))).contains(Entry.folder());
        assertThat(run(stage(WEB, ImagePaths.MERGED_USR, text)).key()).isNotEqualTo(result.key());
    }

    @Test
    void runWhenFilesHaveNoPlaceSideBySideSaysSo() {
        FixedStage odd = new FixedStage(
                "web",
                Tree.of(Map.of(new TreePath("bin/x"), Entry.file(""), new TreePath("usr/bin"), Entry.link("../bin"))));
        assertProblem(
                "copy-malformed",
                () -> run(stage(odd, ImagePaths.MERGED_USR, new CopyText("web", "/", "/", null, null))));
    }

    @Test
    void keyCoversTheStageAndTheCopyAndThePaths() throws Exception {
        StageResult before = run(stage(WEB, ImagePaths.MERGED_USR, text("/app")));
        assertThat(run(stage(web("page"), ImagePaths.MERGED_USR, text("app"))).key())
                .isEqualTo(before.key());
        assertThat(run(stage(web("other"), ImagePaths.MERGED_USR, text("/app"))).key())
                .isNotEqualTo(before.key());
        assertThat(run(stage(WEB, ImagePaths.MERGED_USR, text("/srv"))).key()).isNotEqualTo(before.key());
        assertThat(run(stage(WEB, ImagePaths.AS_WRITTEN, text("/app"))).key()).isNotEqualTo(before.key());
        assertThat(run(stage(WEB, ImagePaths.MERGED_USR, new CopyText("web", "dist", "/app", "644", "nonroot")))
                        .key())
                .isNotEqualTo(before.key());
    }
}
