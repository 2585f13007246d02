package dev.lapstrake.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, LINUX",
        "Mac OS X, MACOS",
        "Windows 11, WINDOWS",
        "Windows Server 2022, WINDOWS",
        "FreeBSD, OTHER"
    })
    void ofKnowsWhatJavaCallsASystem(String name, Host host) {
        assertThat(Host.of(name)).isEqualTo(host);
    }

    @Test
    void composedPutsLettersOfMacOsTogether() {
        assertThat(Host.MACOS.composed("cafe\u0301")).isEqualTo("caf\u00e9");
        assertThat(Host.LINUX.composed("cafe\u0301")).isEqualTo("cafe\u0301");
    }
}
