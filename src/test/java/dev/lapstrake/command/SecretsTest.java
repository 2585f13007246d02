package dev.lapstrake.command;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    private Path npmrc;
    private Path files;

    @BeforeEach
    void write() throws IOException {
        npmrc = Files.writeString(folder.resolve(".npmrc"), "//registry/:_authToken=abc\n");
        files = Files.createDirectory(folder.resolve("files"));
    }

    private Secrets fetch(Map<String, Secret> secrets) throws IOException, BuildException {
        return Secrets.fetch(
                new TreeMap<>(secrets), new Secrets.Wish("web", Map.of("NPM_TOKEN", "from environment"), files));
    }

    private static Secret variable(String name, boolean isFile, boolean isRequired) {
        return new Secret(new Secret.Source.Variable(name), isFile, isRequired);
    }

    private Secret file(String name, boolean isFile, boolean isRequired) {
        return new Secret(new Secret.Source.File(folder.resolve(name)), isFile, isRequired);
    }

    @Test
    void shapesTellsOfSecretsWhatIsNone() throws Exception {
        assertThat(Secrets.shapes(
                        new TreeMap<>(Map.of(
                                "A", variable("NPM_TOKEN", false, false),
                                "B", variable("ABSENT", true, false),
                                "C", variable("ABSENT", true, true))),
                        Map.of("NPM_TOKEN", "from environment")))
                .containsExactly("A text", "B file missing", "C file");
    }

    @Test
    void fetchGivesTheValuesOfVariablesAndFiles() throws Exception {
        Secrets secrets = fetch(Map.of("A", variable("NPM_TOKEN", false, true), "B", file(".npmrc", false, true)));
        assertThat(secrets.variables()).isEqualTo(Map.of("A", "from environment", "B", "//registry/:_authToken=abc"));
        assertThat(secrets).hasToString("[A, B]");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fetchWhenItIsAFileGivesThePathOfAPrivateCopy() throws Exception {
        Path copy;
        try (Secrets secrets = fetch(Map.of("A", file(".npmrc", true, true), "B", variable("NPM_TOKEN", true, true)))) {
            copy = Path.of(String.valueOf(secrets.variables().get("A")));
            assertThat(copy).hasSameBinaryContentAs(npmrc).hasParent(files);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
            assertThat(Path.of(String.valueOf(secrets.variables().get("B")))).hasContent("from environment");
            assertThat(secrets.redaction().of("token from environment")).isEqualTo("token ***");
        }
        assertThat(copy).doesNotExist();
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void fetchWhenNotThereAndRequiredNamesItsPlace() throws Exception {
        Problem variable = assertProblem("secret-missing", () -> fetch(Map.of("A", variable("NONE", false, true))));
        assertThat(variable.found()).isEqualTo("A, from the environment variable NONE");
        Problem file = assertProblem(
                "secret-missing",
                () -> fetch(Map.of("A", file(".npmrc", true, true), "B", file("missing", true, true))));
        assertThat(file.found()).isEqualTo("B, from the file " + folder.resolve("missing"));
        try (Stream<Path> left = Files.list(files)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void fetchWhenNotThereAndNotRequiredSetsNothing() throws Exception {
        Secrets secrets = fetch(Map.of("A", variable("NONE", false, false), "B", file("missing", true, false)));
        assertThat(secrets.variables()).isEmpty();
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void fetchWhenValueIsNoTextAsksForAFile() throws Exception {
        byte[] binary = {'k', 0, (byte) 0xff};
        Files.write(folder.resolve("key"), binary);
        assertProblem("secret-not-text", () -> fetch(Map.of("KEY", file("key", false, true))));
        try (Secrets secrets = fetch(Map.of("KEY", file("key", true, true)))) {
            assertThat(Path.of(String.valueOf(secrets.variables().get("KEY")))).hasBinaryContent(binary);
        }
    }

    @Test
    void redactionHidesTheLongestFirstAndNoShortOnes() {
        Redaction redaction = new Redaction(List.of("abcd", "abcdef", "xy", "", "    "));
        assertThat(redaction.of("abcdef abcd xy    .")).isEqualTo("*** *** xy    .");
    }
}
