package dev.lapstrake.declared;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.TreePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTextTest {
    @Test
    void parseWhenOnlyFromAndTargetAreGivenTakesEverythingForRoot() throws Exception {
        assertThat(new CopyText("web", null, "/", null, null).parse())
                .isEqualTo(new Copy(
                        "web", Optional.empty(), new Copy.Target(Optional.empty(), true), Copy.Settings.PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dist/app", "/dist/app", "./dist/app", "dist/app/", " dist//app ", "dist/./app/."})
    void parseWhenSourceIsWrittenOtherwiseIsTheSame(String source) throws Exception {
        assertThat(parse(source, "/").source()).contains(new TreePath("dist/app"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", ".", "./", " "})
    void parseWhenAPathIsTheTopSaysSo(String top) throws Exception {
        Copy copy = parse(top, top);
        assertThat(copy.source()).isEmpty();
        assertThat(copy.target()).isEqualTo(new Copy.Target(Optional.empty(), true));
    }

    @ParameterizedTest
    @CsvSource({"/usr/bin/tool, false", "usr/bin/tool, false", "/usr/bin/tool/, true", "usr/bin/tool/., true"})
    void parseWhenTargetEndsWithASlashMakesItAFolder(String target, boolean isFolder) throws Exception {
        assertThat(parse("x", target).target())
                .isEqualTo(new Copy.Target(Optional.of(new TreePath("usr/bin/tool")), isFolder));
    }

    @ParameterizedTest
    @CsvSource({"644, 420", "0644, 420", "0755, 493", "000, 0", "0000, 0", "4755, 2541", "07777, 4095"})
    void parseWhenModeIsOctalReadsIt(String mode, int bits) throws Exception {
        assertThat(new CopyText("web", "x", "y", mode, null).parse().settings().mode())
                .contains(bits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "64", "0888", "rw-r--r--", "u+x", "10000", "017777", "-644", "0x1ff"})
    void parseWhenModeIsSomethingElseSaysSo(String mode) {
        assertProblem("mode-malformed", () -> new CopyText("web", "x", "y", mode, null).parse());
    }

    @Test
    void parseWhenOwnerIsGivenReadsIt() throws Exception {
        assertThat(new CopyText("web", "x", "y", null, " nonroot ")
                        .parse()
                        .settings()
                        .owner())
                .isEqualTo("nonroot");
    }

    @Test
    void parseWhenFromOrTargetIsMissingSaysWhich() {
        assertMalformed("<from>", null, "x", "y");
        assertMalformed("<from>", " ", "x", "y");
        assertMalformed("<target>", "web", "x", null);
    }

    @Test
    void parseWhenAPathClimbsSaysSo() {
        assertMalformed("<source>", "web", "../x", "y");
        assertMalformed("<source>", "web", "/x/../../y", "y");
        assertMalformed("<source>", "web", "x\0y", "y");
        assertMalformed("<target>", "web", "x", "/app/..");
    }

    @Test
    void parseWhenSourceIsAPatternSaysSo() throws Exception {
        assertMalformed("<source>", "web", "dist/*.js", "y");
        assertThat(parse("pages/[id].js", "y").source()).contains(new TreePath("pages/[id].js"));
    }

    private static Copy parse(String source, String target) throws BuildException {
        return new CopyText("web", source, target, null, null).parse();
    }

    private static void assertMalformed(
            String element, @Nullable String from, @Nullable String source, @Nullable String target) {
        assertThat(assertProblem("copy-malformed", () -> new CopyText(from, source, target, null, null).parse())
                        .text())
                .contains(element);
    }
}
