package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TraceParameterTest {
    private static final Path FOLDER = Path.of("project");
    private static final Path OUTPUT = Path.of("project/target/lapstrake");

    @Test
    void isWantedUnlessItIsFalse() {
        assertThat(TraceParameter.isWanted("false")).isFalse();
        assertThat(TraceParameter.isWanted("")).isTrue();
        assertThat(TraceParameter.isWanted("true")).isTrue();
    }

    @Test
    void fileIsInTheOutputUnlessTheUserNamesOne() {
        assertThat(TraceParameter.file("", FOLDER, OUTPUT)).isEqualTo(OUTPUT.resolve("trace.json"));
        assertThat(TraceParameter.file("true", FOLDER, OUTPUT)).isEqualTo(OUTPUT.resolve("trace.json"));
        assertThat(TraceParameter.file("own/t.json", FOLDER, OUTPUT)).isEqualTo(FOLDER.resolve("own/t.json"));
    }
}
