package dev.lapstrake.startup;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.app.Packing;
import dev.lapstrake.startup.StartupChoice.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupChoiceTest {
    private static StartupChoice choice(Mode mode, boolean coversAll) {
        return new StartupChoice(mode, coversAll, Training.NONE);
    }

    @ParameterizedTest
    @CsvSource({"CDS, 17, CDS", "CDS, 25, CDS", "AOT, 25, AOT", "AUTO, 17, CDS", "AUTO, 24, CDS", "AUTO, 25, AOT"})
    void archiveIsTheOneThatTheReleaseHas(Mode mode, int release, ArchiveKind kind) throws Exception {
        assertThat(choice(mode, false).archive(release)).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"STANDARD", "NONE", "BASE"})
    void archiveWhenNothingIsTrainedIsNone(Mode mode) throws Exception {
        assertThat(choice(mode, false).archive(25)).isEmpty();
        assertThat(choice(mode, false).packing(25)).isEqualTo(Packing.FOLDERS);
        assertThat(choice(mode, false).isTrained()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD, 17, false",
        "STANDARD, 21, true",
        "NONE, 25, false",
        "BASE, 17, true",
        "CDS, 25, false",
        "AOT, 25, false"
    })
    void wantsBaseWhereItIsTheSameEachTimeOrAskedFor(Mode mode, int release, boolean expected) {
        assertThat(choice(mode, false).wantsBase(release)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"CDS, false, JAR_LAST", "AOT, false, JAR_BEHIND_STUB", "CDS, true, JAR_FIRST", "AOT, true, JAR_FIRST"})
    void packingIsTheOneThatTheArchiveCanHave(Mode mode, boolean coversAll, Packing packing) throws Exception {
        assertThat(choice(mode, coversAll).packing(25)).isEqualTo(packing);
    }

    @Test
    void archiveWhenTheReleaseHasNoAotSaysSo() {
        assertProblem("startup-too-old", () -> choice(Mode.AOT, false).archive(21));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "base", "cds", "aot", "auto", " auto "})
    void parseKnowsTheWords(String text) throws Exception {
        assertThat(Mode.parse(text)).hasToString(text.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "standard", "CDS", "crac"})
    void parseWhenItIsNoModeSaysSo(String text) {
        assertProblem("startup-unknown", () -> Mode.parse(text));
    }

    @Test
    void isReproducibleWhereTheSameBytesComeOutEachTime() {
        assertThat(ArchiveKind.CDS.isReproducible(17)).isFalse();
        assertThat(ArchiveKind.CDS.isReproducible(21)).isTrue();
        assertThat(ArchiveKind.AOT.isReproducible(25)).isFalse();
    }
}
