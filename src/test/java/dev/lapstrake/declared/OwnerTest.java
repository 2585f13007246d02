package dev.lapstrake.declared;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {
    @ParameterizedTest
    @CsvSource({
        "root, 0, 0",
        "nonroot, 65532, 65532",
        "nobody, 65534, 65534",
        "1000, 1000, 1000",
        "1000:0, 1000, 0",
        "nonroot:root, 65532, 0",
        "0:nobody, 0, 65534"
    })
    void parseWhenKnownGivesNumbers(String text, int user, int group) throws Exception {
        assertThat(Owner.parse(text)).isEqualTo(new Owner(user, group));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1000:", ":1000", "1:2:3", "-1", "alice", "9999999999", "Root"})
    void parseWhenMalformedSaysSo(String text) {
        assertProblem("owner-malformed", () -> Owner.parse(text));
    }

    @Test
    void rootIsNumberNull() {
        assertThat(Owner.ROOT).isEqualTo(new Owner(0, 0));
    }
}
