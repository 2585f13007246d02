package dev.lapstrake.root.contents;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FontChoiceTest {
    @Test
    void settledWhenNobodySaidGoesByWhetherTextIsDrawn() throws Exception {
        FontChoice auto = FontChoice.parse("auto");
        assertThat(auto.packages()).isEmpty();
        assertThat(auto.settled(true).packages()).containsExactly("fonts-dejavu-core");
        assertThat(auto.settled(true).parts()).containsOnlyKeys("fontconfig-config");
        assertThat(auto.settled(false).packages()).isEmpty();
        assertThat(auto.settled(false).parts()).isEmpty();
    }

    @Test
    void settledWhenTheUserSaidIsWhatTheUserSaid() throws Exception {
        assertThat(FontChoice.parse("none").settled(true).packages()).isEmpty();
        assertThat(FontChoice.parse(" fonts-noto-core, fonts-lato ")
                        .settled(false)
                        .packages())
                .containsExactly("fonts-lato", "fonts-noto-core");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DejaVu Sans", "auto, fonts-lato", "fonts/lato"})
    void parseWhenItIsNoPackageSaysSo(String text) {
        assertProblem("fonts-malformed", () -> FontChoice.parse(text));
    }

    @Test
    void trimWhenUnknownSaysSo() throws Exception {
        assertThat(Trim.parse("none")).isEqualTo(Trim.NONE);
        assertThat(Trim.parse("libraries")).isEqualTo(Trim.LIBRARIES);
        assertProblem("trim-unknown", () -> Trim.parse("all"));
    }
}
