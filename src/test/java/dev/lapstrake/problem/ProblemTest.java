package dev.lapstrake.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void textNamesElementValueAndFix() {
        assertThat(new Problem("port-malformed", "<ports> is wrong.", "x", "write a number").exception())
                .hasMessage("<ports> is wrong. [port-malformed]\n  found: 'x'\n  fix:   write a number");
    }

    @Test
    void textWhenNoValueIsToBlameLeavesItOut() {
        assertThat(Problem.of("a-b", "It is wrong.", "mend it").text())
                .isEqualTo("It is wrong. [a-b]\n  fix:   mend it");
    }

    @Test
    void idWhenNotLastingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Problem.of("Not An Id", "x", "y"));
    }
}
