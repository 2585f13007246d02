package dev.lapstrake.declared;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.LocalStages;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class CommandStageTest {
    private static final Tree LIBRARY = Tree.of(Map.of(
            new TreePath("lib"), Entry.folder(),
            new TreePath("lib/.bin"), Entry.folder(),
            new TreePath("lib/.bin/tool"), Entry.link("../tool.sh"),
            new TreePath("lib/tool.sh"), file(0555, "#!/bin/sh\necho tool of $1\n"),
            new TreePath("lib/data"), file(0444, "data\n"),
            new TreePath("lib/empty"), Entry.folder()));

    @TempDir
    Path folder;

    private Path directory;
    private Layout layout;

    private static Entry file(int mode, String text) {
        return new Entry.File(new Attributes(mode, 0, 0, Attributes.SHIPPED), Content.of(text));
    }

    @BeforeEach
    void open() throws IOException {
        directory = Files.createDirectories(folder.resolve("project/frontend"));
        Files.writeString(directory.resolve("in.txt"), "input\n");
        layout = Layout.at(folder.resolve("oci"));
    }

    private Commands commands(String... lines) {
        Commands commands = new Commands(directory, folder.resolve("indexes"));
        for (String line : lines) {
            commands.line(line);
        }
        return commands;
    }

    private StageResult result(Stage stage) throws IOException, BuildException {
        return LocalStages.runner(layout, folder).run(List.of(stage)).get(0);
    }

    private Tree run(Commands commands) throws IOException, BuildException {
        StageResult result = result(commands.stage());
        return result.layer().unpack(layout, Files.createTempFile(folder, "layer", ".tar"));
    }

    private static String text(Tree tree, String path) throws IOException {
        return new String(
                ((Entry.File) tree.get(new TreePath(path)).orElseThrow())
                        .content()
                        .bytes(),
                StandardCharsets.UTF_8);
    }

    private static FixedStage library() {
        return new FixedStage("library", LIBRARY);
    }

    private static Copy copy(String source, String target) throws BuildException {
        return new CopyText("library", source, target, null, null).parse();
    }

    @Test
    void runHandsOverWhatMatches() throws Exception {
        Tree tree = run(commands("mkdir -p dist/js && tr a-z A-Z < in.txt > dist/js/out.txt", "echo no > other")
                .outputs("dist/**"));
        assertThat(tree.entries().keySet())
                .extracting(TreePath::value)
                .containsExactly("dist", "dist/js", "dist/js/out.txt");
        assertThat(text(tree, "dist/js/out.txt")).isEqualTo("INPUT\n");
    }

    @Test
    void runKeepsLinksExecutablesAndEmptyFolders() throws Exception {
        Tree tree = run(commands("mkdir -p d/empty && echo x > d/run && chmod 700 d/run && ln -s run d/go")
                .outputs("d"));
        assertThat(tree.get(new TreePath("d"))).contains(Entry.folder());
        assertThat(run(commands("mkdir -p d/empty && echo x > d/run && chmod 700 d/run && ln -s run d/go")
                                .outputs("d/**"))
                        .entries())
                .containsEntry(new TreePath("d/empty"), Entry.folder())
                .containsEntry(new TreePath("d/go"), Entry.link("run"))
                .hasEntrySatisfying(new TreePath("d/run"), run -> assertThat(run.attributes())
                        .isEqualTo(Attributes.EXECUTABLE));
    }

    @Test
    void runWhenCommandsWriteOverInputsLeavesTheProjectAlone() throws Exception {
        Files.setPosixFilePermissions(directory.resolve("in.txt"), PosixFilePermissions.fromString("r--r--r--"));
        Tree tree = run(commands("test -n \"$(find in.txt -perm -200)\"", "echo changed > in.txt", "pwd > where"));
        assertThat(text(tree, "in.txt")).isEqualTo("changed\n");
        assertThat(directory.resolve("in.txt")).hasContent("input\n");
        assertThat(text(tree, "where")).doesNotContain("project");
        assertThat(directory).isDirectoryNotContaining("glob:**where");
    }

    @Test
    void runTellsWhatCommandsPrint() throws Exception {
        Commands commands = commands("echo one; echo two >&2", "echo three");
        run(commands);
        assertThat(commands.log.output()).containsExactly("[web] one", "[web] two", "[web] three");
    }

    @Test
    void runGivesCommandsWhatIsDeclaredAndNoMore() throws Exception {
        Tree tree = run(commands("env > seen", "ls -A \"$HOME\" > home")
                .environment("NODE_ENV", "production")
                .machine("HOME", "/home/alice")
                .machine("TOKEN", "hidden"));
        assertThat(text(tree, "seen"))
                .contains("NODE_ENV=production\n", "PATH=")
                .doesNotContain("TOKEN", "/home/alice");
        assertThat(text(tree, "home")).isEmpty();
    }

    @Test
    void runWhenASecretIsDeclaredGivesItToCommands() throws Exception {
        Tree tree = run(commands("printf %s \"$TOKEN\" | wc -c | tr -d ' ' > length")
                .secret("TOKEN")
                .machine("TOKEN", "tellnoone"));
        assertThat(text(tree, "length")).isEqualTo("9\n");
    }

    @Test
    void runLaysFilesOfOtherStagesWhereCommandsMayChangeThem() throws Exception {
        Tree tree = run(commands("node_modules/.bin/tool name > said", "echo more >> node_modules/data")
                .line("test -n \"$(find node_modules/data -perm -600)\" && test -d node_modules/empty")
                .copy(library(), copy("lib", "/node_modules")));
        assertThat(text(tree, "said")).isEqualTo("tool of name\n");
        assertThat(text(tree, "node_modules/data")).isEqualTo("data\nmore\n");
    }

    @Test
    void runWhenACopySetsAModeKeepsIt() throws Exception {
        Copy copy = new CopyText("library", "lib/data", "key", "0400", null).parse();
        run(commands("test -n \"$(find key -perm 400)\"").copy(library(), copy));
    }

    @Test
    void runWhenACopyIsOverAnInputTakesTheCopy() throws Exception {
        Tree tree = run(commands("true").copy(library(), copy("lib/data", "in.txt")));
        assertThat(text(tree, "in.txt")).isEqualTo("data\n");
    }

    @Test
    void runWhenACopyIsOverAnotherCopySaysSo() throws Exception {
        Commands over = commands("true")
                .copy(library(), copy("lib/tool.sh", "out.txt"))
                .copy(library(), copy("lib/data", "out.txt"));
        assertThat(assertProblem("copy-overwrites", () -> run(over)).found()).startsWith("out.txt, by ");
        run(commands("true").copy(library(), copy("lib/data", "a")).copy(library(), copy("lib/data", "a")));
    }

    @Test
    void runWhenACopyHasNoPlaceSaysSo() throws Exception {
        Files.createDirectory(directory.resolve("src"));
        Files.writeString(directory.resolve("src/a"), "");
        Commands onFolder = commands("true").copy(library(), copy("lib/data", "src"));
        assertThat(assertProblem("copy-malformed", () -> run(onFolder)).text()).contains("lib/data", "slash");
        Commands belowFile = commands("true").copy(library(), copy("lib/data", "in.txt/data"));
        assertProblem("copy-malformed", () -> run(belowFile));
    }

    @Test
    void runWhenACopyFindsNothingSaysSo() throws Exception {
        Commands commands = commands("true").copy(library(), copy("lib/none", "x"));
        assertProblem("copy-source-missing", () -> run(commands));
    }

    @Test
    void runWhenAnOutputMatchesNothingSaysWhich() {
        assertThat(assertProblem(
                                "output-missing",
                                () -> run(
                                        commands("mkdir dist && echo > dist/a").outputs("dist/**", "build/*.js")))
                        .text())
                .contains("'web'", "build/*.js")
                .doesNotContain("dist/**");
    }

    @Test
    void runWhenNothingIsLeftSaysSo() {
        assertProblem("output-missing", () -> run(commands("rm in.txt")));
    }

    @Test
    void runWhenAnOutputIsALinkThatLeavesSaysSo() {
        for (String target : List.of("/etc/passwd", "../in.txt/../../x", "../../../etc/passwd")) {
            assertThat(assertProblem(
                                    "stage-link-leaves",
                                    () -> run(commands("mkdir d; ln -s " + target + " d/out")
                                            .outputs("d/**")))
                            .text())
                    .contains("d/out", target);
        }
    }

    @Test
    void runWhenALinkThatLeavesIsNotHandedOverGoesOn() throws Exception {
        assertThat(run(commands("ln -s /etc/passwd out; echo > a").outputs("a")).entries())
                .hasSize(1);
    }

    @Test
    void runWhenAnInputIsALinkThatLeavesSaysSo() throws Exception {
        Files.createSymbolicLink(directory.resolve("out"), Path.of("../../other"));
        assertProblem("stage-link-leaves", () -> run(commands("true")));
        run(commands("true").without("out"));
    }

    @Test
    void runWhenAnotherStageHandsOverALinkThatLeavesSaysSo() throws Exception {
        FixedStage image = new FixedStage("library", Tree.of(Map.of(new TreePath("x"), Entry.link("/etc/passwd"))));
        Commands commands = commands("true").copy(image, copy("/", "in"));
        assertProblem("stage-link-leaves", () -> run(commands));
    }

    @Test
    void runWhenDirectoryIsMissingSaysSo() throws Exception {
        Files.delete(directory.resolve("in.txt"));
        Files.delete(directory);
        assertThat(assertProblem(
                                "stage-directory-missing",
                                () -> run(commands("true").tool("true")))
                        .text())
                .contains(directory.toString());
        Files.writeString(directory, "a file");
        assertProblem("stage-directory-missing", () -> run(commands("true")));
    }

    @Test
    void runWhenInputsHaveChangedSinceTheKeyFails() throws Exception {
        CommandStage stage = commands("true").stage();
        stage.key(none());
        Files.writeString(directory.resolve("later.txt"), "later");
        assertThatThrownBy(() -> stage.run(none(), Files.createDirectory(folder.resolve("late"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void runWhenDoneBeforeRunsNothing() throws Exception {
        Commands commands = commands("echo ran");
        assertThat(result(commands.stage()).reused()).isFalse();
        assertThat(result(commands.stage()).reused()).isTrue();
        assertThat(commands.log.output()).hasSize(1);
    }

    private StageInputs none() {
        return new StageInputs(layout, List.of());
    }
}
