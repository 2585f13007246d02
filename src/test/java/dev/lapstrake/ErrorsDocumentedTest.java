package dev.lapstrake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every problem that the code can name is in {@code docs/errors.md}, and a test names it too. */
class ErrorsDocumentedTest {
    private static final Pattern NAMED =
            Pattern.compile("(?:new Problem|Problem\\.of)\\(\\s*\"([a-z0-9]+(?:-[a-z0-9]+)+)\"");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^### ([a-z0-9-]+)$");

    @Test
    void everyProblemIsDocumentedAndEveryDocumentedProblemExists() throws IOException {
        assertThat(ids(Path.of("src/main/java"), NAMED))
                .isEqualTo(ids(Path.of("docs/errors.md"), DOCUMENTED))
                .isNotEmpty();
    }

    @Test
    void everyProblemIsProvokedByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path file : files(Path.of("src/test/java"))) {
            tests.append(Files.readString(file));
        }
        assertThat(ids(Path.of("docs/errors.md"), DOCUMENTED))
                .allSatisfy(id -> assertThat(tests).contains("\"" + id + "\""));
    }

    private static Set<String> ids(Path top, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(top)) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static List<Path> files(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
