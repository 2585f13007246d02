package dev.lapstrake.root.contents;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final Names NAMES =
            Names.standard().and(List.of(new User("app", 1001, new User.Group("crew", 2000), "/home/app")));

    @ParameterizedTest
    @CsvSource({
        "root, 0, 0",
        "nonroot, 65532, 65532",
        "nobody, 65534, 65534",
        "1000, 1000, 1000",
        "1000:0, 1000, 0",
        "nonroot:root, 65532, 0",
        "0:nobody, 0, 65534",
        "app, 1001, 2000",
        "app:staff, 1001, 50",
        "7:crew, 7, 2000"
    })
    void ownerWhenKnownGivesNumbers(String text, int user, int group) throws Exception {
        assertThat(NAMES.owner(text)).isEqualTo(new Owner(user, group));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1000:", ":1000", "1:2:3", "-1", "alice", "9999999999", "Root", "crew", "tty"})
    void ownerWhenUnknownSaysSo(String text) {
        assertProblem("owner-malformed", () -> NAMES.owner(text));
        assertThat(NAMES.find(text)).isEmpty();
    }
}
