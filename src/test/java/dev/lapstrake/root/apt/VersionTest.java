package dev.lapstrake.root.apt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.1",
        "1.9, 1.10",
        "1.0~rc1, 1.0",
        "1.0~~, 1.0~",
        "1.0, 1.0+deb13u1",
        "1.0+deb13u1, 1.0+deb13u2",
        "9.9, 1:0.1",
        "1.0-1, 1.0-2",
        "1.0, 1.0-1",
        "1.0a, 1.0+",
        "1.0, 1.0a",
        "2.41-12, 2.41-12+deb13u5",
        "1.2-3-4, 1.2-3-5",
        "1:1.2.13.dfsg-1, 1:1.3.dfsg+really1.3.1-1"
    })
    void compareToWhenOneIsOlderSaysSo(String older, String newer) {
        assertThat(new Version(older)).isLessThan(new Version(newer));
        assertThat(new Version(newer)).isGreaterThan(new Version(older));
    }

    @Test
    void compareToWhenOnlyWrittenDifferentlyIsZero() {
        assertThat(new Version("1.0")).isEqualByComparingTo(new Version("0:1.00"));
        assertThat(new Version("1.0-0")).isEqualByComparingTo(new Version("1.0"));
    }
}
