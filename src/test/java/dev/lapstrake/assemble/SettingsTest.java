package dev.lapstrake.assemble;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void portReadsNumberAndProtocol() throws Exception {
        assertThat(ExposedPort.parse("8080")).isEqualTo(new ExposedPort(8080, "tcp"));
        assertThat(ExposedPort.parse("53/udp")).hasToString("53/udp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "80/sctp", "http", "8080-8090"})
    void portWhenMalformedSaysSo(String text) {
        assertThat(assertProblem("port-malformed", () -> ExposedPort.parse(text))
                        .found())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65532", "1000:1000", "nonroot", "nonroot:staff"})
    void userReadsNumbersAndNames(String text) throws Exception {
        assertThat(ContainerUser.parse(text).name()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "a b", "1:", ":1", "Root"})
    void userWhenMalformedSaysSo(String text) {
        assertProblem("user-malformed", () -> ContainerUser.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MY-FLAG", "1A", "A=B", "ü"})
    void environmentWhenNameIsMalformedSaysSo(String name) {
        assertProblem("environment-name-malformed", () -> Environment.of(Map.of(name, "x")));
    }
}
