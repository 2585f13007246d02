package dev.lapstrake.declared;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.Owner;
import dev.lapstrake.root.contents.UserText;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredStagesTest {
    private final List<StageDeclaration> declarations = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final Map<String, Optional<Set<TreePath>>> wanted = new HashMap<>();

    /** Declares a stage that copies everything from others. */
    private void declare(String name, String... froms) throws BuildException {
        List<Copy> taken = new ArrayList<>();
        for (String from : froms) {
            taken.add(copy(from, "/"));
        }
        declarations.add(stage(name, taken, Optional.empty()));
    }

    private static StageDeclaration stage(String name, List<Copy> copies, Optional<StageDeclaration.Into> into) {
        return new StageDeclaration(name, new StageDeclaration.Image("example/" + name), copies, into);
    }

    private static Copy copy(String from, String source) throws BuildException {
        return new CopyText(from, source, "/", null, null).parse();
    }

    private DeclaredStages stages() throws BuildException {
        return DeclaredStages.of(declarations, copies, (declaration, inputs, files) -> {
            made.add(declaration.name()
                    + inputs.stream().map(input -> input.from().name()).toList());
            wanted.put(declaration.name(), files);
            return new FixedStage(declaration.name(), Tree.EMPTY);
        });
    }

    private List<Stage> intoImage() throws BuildException {
        return stages().copiesIntoImage(ImageShape.of(ImagePaths.AS_WRITTEN));
    }

    @Test
    void copiesIntoImageWhenStagesCopyFromEachOtherMakesEachOnceInputsFirst() throws Exception {
        declare("web", "library", "tools");
        declare("tools", "library");
        declare("library");
        copies.add(copy("web", "dist"));
        copies.add(copy("tools", "x"));
        copies.add(copy("web", "other"));
        assertThat(intoImage()).extracting(Stage::name).containsExactly("copy web", "copy tools", "copy web 2");
        assertThat(made).containsExactly("library[]", "tools[library]", "web[library, tools]");
    }

    @Test
    void copiesIntoImageGiveFilesToTheUsersOfTheImage() throws Exception {
        declare("web");
        copies.add(new CopyText("web", null, "/srv", null, "app").parse());
        Accounts accounts = Accounts.parse(List.of(new UserText("app", "1000", "crew", "2000", null)), List.of());
        Stage copy = stages().copiesIntoImage(new ImageShape(ImagePaths.MERGED_USR, accounts))
                .get(0);
        assertThat(((CopyStage) copy).input().owner()).isEqualTo(new Owner(1000, 2000));
        assertProblem("owner-malformed", this::intoImage);
    }

    @Test
    void copiesIntoImageWhenANameBeginsAsAnotherCountsItAlone() throws Exception {
        declare("web");
        declare("web-admin");
        copies.add(copy("web-admin", "/"));
        copies.add(copy("web", "/"));
        assertThat(intoImage()).extracting(Stage::name).containsExactly("copy web-admin", "copy web");
    }

    @Test
    void copiesIntoImageWhenNothingIsDeclaredIsNothing() throws Exception {
        assertThat(intoImage()).isEmpty();
        assertThat(stages().unused()).isEmpty();
    }

    @Test
    void forCompilePhaseGivesThoseWithAFolder() throws Exception {
        declare("library");
        declare("other");
        StageDeclaration web = stage("web", List.of(copy("library", "lib")), into("web", "/"));
        declarations.add(web);
        assertThat(stages().forCompilePhase()).containsOnlyKeys(web);
        assertThat(made).containsExactly("library[]", "web[library]");
        assertThat(wanted).containsEntry("web", Optional.empty());
    }

    @Test
    void forCompilePhaseWhenAPartGoesIntoTheFolderGivesThat() throws Exception {
        StageDeclaration web = stage("web", List.of(), into("web", "dist"));
        declarations.add(web);
        assertThat(stages().forCompilePhase().get(web)).extracting(Stage::name).isEqualTo("part of web");
        assertThat(wanted.get("web")).contains(Set.of(new TreePath("dist")));
    }

    private static Optional<StageDeclaration.Into> into(String stage, String source) throws BuildException {
        return Optional.of(new StageDeclaration.Into(Path.of("classes"), copy(stage, source)));
    }

    @Test
    void wantedIsWhatOthersCopy() throws Exception {
        declare("tools");
        declarations.add(stage("web", List.of(copy("tools", "bin/tool")), Optional.empty()));
        copies.add(copy("web", "/"));
        copies.add(copy("tools", "etc"));
        intoImage();
        assertThat(wanted).containsEntry("web", Optional.empty());
        assertThat(wanted.get("tools")).contains(Set.of(new TreePath("bin/tool"), new TreePath("etc")));
    }

    @Test
    void wantedWhenAnUnusedStageCopiesMoreLeavesThatOut() throws Exception {
        declare("tools");
        declare("unused", "tools");
        copies.add(copy("tools", "etc"));
        intoImage();
        assertThat(wanted.get("tools")).contains(Set.of(new TreePath("etc")));
    }

    @Test
    void unusedWhenNothingThatIsMadeNeedsAStageNamesIt() throws Exception {
        declare("web", "library");
        declare("library");
        declare("lonely", "below");
        declare("below");
        declarations.add(stage("early", List.of(), into("early", "/")));
        copies.add(copy("web", "/"));
        assertThat(stages().unused()).containsExactly("lonely", "below");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Web",
                "1st",
                "-web",
                "web.site",
                "web site",
                "wéb",
                "root",
                "runtime",
                "base",
                "application",
                "image"
            })
    void ofWhenANameIsBadOrTakenSaysSo(String name) throws Exception {
        declare(name);
        assertThat(assertProblem("stage-name-bad", this::stages).text()).contains("'" + name + "'");
    }

    @Test
    void ofWhenTwoStagesShareANameSaysSo() throws Exception {
        declare("web");
        declare("web");
        assertProblem("stage-name-bad", this::stages);
    }

    @Test
    void ofWhenNamesAreSoundTakesThem() throws Exception {
        declare("web");
        declare("web-2");
        declare("a_b");
        copies.add(copy("web", "/"));
        assertThat(stages().unused()).containsExactly("web-2", "a_b");
    }

    @Test
    void ofWhenACopyNamesNoStageSaysSo() throws Exception {
        copies.add(copy("wep", "/"));
        assertThat(assertProblem("stage-unknown", this::stages).text()).contains("'wep'", "<stages>");
        declare("web");
        assertThat(assertProblem("stage-unknown", this::stages).text()).contains("'wep'", "one of web");
    }

    @Test
    void ofWhenAnUnusedStageCopiesFromNoStageSaysSo() throws Exception {
        declare("web", "root");
        assertProblem("stage-unknown", this::stages);
    }

    @Test
    void ofWhenStagesGoRoundSaysHow() throws Exception {
        declare("entry", "one");
        declare("one", "two");
        declare("two", "three", "one");
        declare("three");
        assertThat(assertProblem("stage-cycle", this::stages).text()).contains("'one → two → one'");
    }

    @Test
    void ofWhenAStageCopiesFromItselfSaysSo() throws Exception {
        declare("web", "web");
        assertThat(assertProblem("stage-cycle", this::stages).text()).contains("'web → web'");
    }

    @Test
    void ofWhenAHundredStagesMeetOverAndOverChecksEachOnce() throws Exception {
        declare("s0");
        for (int i = 1; i < 100; i++) {
            declare("s" + i, "s" + (i - 1), "s" + (i - 1));
        }
        copies.add(copy("s99", "/"));
        intoImage();
        assertThat(made).hasSize(100);
    }
}
