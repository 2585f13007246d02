package dev.lapstrake.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.4.2, 1.4.2 1.4 1",
        "1.4, 1.4 1",
        "7, 7",
        "0.4.2, 0.4.2 0.4",
        "0.4, 0.4",
        "1.4.2+build.5, 1.4.2_build.5 1.4 1",
        "1.4.2.Final, 1.4.2.Final 1.4 1",
        "1.4.2-rc1, 1.4.2-rc1",
        "1.4.2-SNAPSHOT, 1.4.2-SNAPSHOT",
        "1.4.2.1, 1.4.2.1",
        "2026-11, 2026-11",
    })
    void seriesHoldsTheVersionAndForAReleaseWhatItIsTheNewestOf(String version, String series) {
        assertThat(new ProjectVersion(version).series()).containsExactly(series.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.2-SNAPSHOT", "1.4.2-rc1", "1.0-alpha-2", "2.0.0-M1", "1.4.2.Beta", "main"})
    void isReleaseWhenVersionIsPrereleaseIsFalse(String version) {
        assertThat(new ProjectVersion(version).isRelease()).isFalse();
    }

    @Test
    void fitMakesATagOfAnyName() {
        assertThat(ProjectVersion.fit("feature/login page")).isEqualTo("feature-login-page");
        assertThat(ProjectVersion.fit("-.x")).isEqualTo("x");
        assertThat(ProjectVersion.fit("x".repeat(200))).hasSize(128);
        assertThat(ProjectVersion.fit("…")).isEqualTo("_");
    }
}
