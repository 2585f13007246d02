package dev.lapstrake.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternsTest {
    @TempDir
    Path folder;

    private static boolean matches(String path, String... includes) {
        return new Patterns(List.of(includes), List.of()).matcher().matches(path);
    }

    @Test
    void matchesReadsPatternsAsMavenDoes() {
        assertThat(matches("any/file")).isTrue();
        assertThat(matches("package-lock.json", "package*.json")).isTrue();
        assertThat(matches("sub/package.json", "package*.json")).isFalse();
        assertThat(matches("src/a/b.js", "src/**")).isTrue();
        assertThat(matches("src/a/b.js", "src/")).isTrue();
        assertThat(matches("src/a/b.js", "./src/**/*.js")).isTrue();
        assertThat(matches("SRC/a", "src/**")).isFalse();
    }

    @Test
    void matchesWhenPatternIsAPlainNameTakesAllBelowIt() {
        assertThat(matches("dist/a/b.js", "dist")).isTrue();
        assertThat(matches("distant/b.js", "dist")).isFalse();
        assertThat(matches("dist", "dist")).isTrue();
    }

    @Test
    void matchesNeverTakesWhatVersionControlKeeps() {
        assertThat(matches(".git")).isFalse();
        assertThat(matches("sub/.git")).isFalse();
        assertThat(matches(".gitignore")).isTrue();
    }

    @Test
    void selectWhenFolderCannotHoldAMatchDoesNotEnterIt() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("src/main")).resolve("a"), "a");
        Files.writeString(Files.createDirectories(folder.resolve("other")).resolve("b"), "b");
        Patterns.Matcher matcher = new Patterns(List.of("src/main/*"), List.of("**/skip/**")).matcher();
        assertThat(matcher.mayMatchBelow("src")).isTrue();
        assertThat(matcher.mayMatchBelow("other")).isFalse();
        assertThat(matcher.mayMatchBelow("src/skip")).isFalse();
        assertThat(new Patterns(List.of("src/main/*"), List.of()).select(folder).entries())
                .containsOnlyKeys(TreePath.of("src/main/a"));
    }

    @Test
    void unmatchedNamesThePatternsThatMatchNothing() {
        Patterns patterns = new Patterns(List.of("dist/**", "report.html"), List.of());
        assertThat(patterns.unmatched(Stream.of(TreePath.of("dist/a")))).containsExactly("report.html");
        assertThat(patterns.unmatched(Stream.of(TreePath.of("dist"), TreePath.of("report.html"))))
                .isEmpty();
    }
}
