package dev.lapstrake.oci;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @Test
    void parseWhenArm64HasNoVariantTakesV8() throws Exception {
        assertThat(Platform.parse("linux/arm64")).isEqualTo(new Platform("linux", "arm64", "v8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "amd64", "linux/", "Linux/amd64", "linux/amd64/v1/x"})
    void parseWhenMalformedSaysSo(String text) {
        assertProblem("platform-malformed", () -> Platform.parse(text));
    }

    @Test
    void forPlatformWhenOnlyOneSideNamesAVariantFindsIt() {
        Descriptor manifest = Descriptor.of(MediaType.MANIFEST, new byte[] {1}).on(new Platform("linux", "arm64", ""));
        Index index = Index.of(List.of(manifest));
        assertThat(index.forPlatform(new Platform("linux", "arm64", "v8"))).contains(manifest);
        assertThat(index.forPlatform(Platform.LINUX_AMD64)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Linux, true", "Mac OS X, false", "Windows 11, false"})
    void acceptsWhenTheHostIsNoLinuxRunsNoImage(String system, boolean runs) {
        assertThat(Platform.ofJava(system, "aarch64").accepts(new Platform("linux", "arm64", "v8")))
                .isEqualTo(runs);
    }

    @Test
    void ofThisMachineIsLinuxWhateverTheHostIs() {
        assertThat(Platform.ofThisMachine().os()).isEqualTo("linux");
        assertThat(Platform.ofThisMachine().architecture())
                .isEqualTo(Platform.ofHost().architecture());
    }
}
