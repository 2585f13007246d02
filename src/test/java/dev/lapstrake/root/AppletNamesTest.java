package dev.lapstrake.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AppletNamesTest {
    @Test
    void ofReadsTheTableToItsEnd() throws Exception {
        assertThat(AppletNames.of(program("-8 [\0[[\0ash\0sh\0uname\0\0unrelated\0")))
                .containsExactly("[", "[[", "ash", "sh", "uname");
    }

    @Test
    void ofPassesOverWhatOnlyBeginsLikeTheTable() throws Exception {
        assertThat(AppletNames.of(program("x\0[\0[[\0Usage: test\0\0y\0[\0[[\0zz\0ash\0\0z\0[\0[[\0sh\0\0")))
                .containsExactly("[", "[[", "sh");
    }

    @Test
    void ofWhenThereIsNoTableFails() {
        assertThatIOException().isThrownBy(() -> AppletNames.of(program("\177ELF")));
        assertThatIOException().isThrownBy(() -> AppletNames.of(program("x\0[\0[[\0ash")));
    }

    private static byte[] program(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
