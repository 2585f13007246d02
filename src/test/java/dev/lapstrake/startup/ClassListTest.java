package dev.lapstrake.startup;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {
    @TempDir
    Path folder;

    @Test
    void normalisedDropsWhatIsAnotherInEachRun() {
        assertThat(ClassList.normalised(List.of(
                        "# NOTE: Do not modify this file.",
                        "@cp libs/a.jar",
                        "b/B id: 12",
                        "@lambda-proxy b/B run ()V",
                        "a/A id: 7",
                        "",
                        "a/A id: 9",
                        "@lambda-form-invoker [LF_RESOLVE] x")))
                .containsExactly("a/A", "b/B", "@lambda-form-invoker [LF_RESOLVE] x", "@lambda-proxy b/B run ()V");
    }

    @Test
    void loadedClassesCountsThoseFromTheArchive() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), """
                java.lang.Object source: shared objects file
                a.A source: shared objects file (top)
                a.B source: file:/app/app.jar
                Something else
                """);
        assertThat(LoadedClasses.in(log)).isEqualTo(new LoadedClasses(2, 3));
    }

    @Test
    void checkedWhenNoClassIsFromTheArchiveSaysSo() {
        assertProblem("startup-unused", () -> new LoadedClasses(0, 400).checked(folder.resolve("log")));
    }
}
