package dev.lapstrake.startup;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmProfileTest {
    @Test
    void optionsWhenAJobCompilesQuicklyAndLetsTheUserHaveTheLastWord() throws Exception {
        assertThat(JvmProfile.parse("job").options(List.of("-XX:+UseG1GC")))
                .containsSubsequence(
                        "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+UseG1GC");
    }

    @Test
    void optionsWhenAServiceLeaveCompilerAndCollectorToTheJvm() throws Exception {
        assertThat(JvmProfile.parse("service").options(List.of()))
                .contains("-XX:+ExitOnOutOfMemoryError")
                .noneMatch(option -> option.contains("Tiered") || option.matches("-XX:[+]Use.*GC"));
    }

    @Test
    void parseWhenThereIsNoSuchKindSaysSo() {
        assertProblem("profile-unknown", () -> JvmProfile.parse("batch"));
    }
}
