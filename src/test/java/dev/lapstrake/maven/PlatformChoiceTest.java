package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformChoiceTest {
    private static final Platform ARM = new Platform("linux", "arm64", "v8");

    private static List<PlatformParameter> written(String... names) {
        return List.of(names).stream().map(PlatformParameter::of).toList();
    }

    @Test
    void ofNothingIsThisMachines() throws Exception {
        assertThat(PlatformChoice.of(List.of(), null).platforms()).containsExactly(Platform.ofThisMachine());
    }

    @Test
    void ofSeveralKeepsTheirOrder() throws Exception {
        PlatformChoice choice = PlatformChoice.of(written("linux/s390x", "linux/arm64", "linux/amd64"), "");
        assertThat(choice.platforms()).extracting(Platform::architecture).containsExactly("s390x", "arm64", "amd64");
    }

    @Test
    void ofOneAmongSeveralKeepsItsJdk() throws Exception {
        List<PlatformParameter> written = written("linux/amd64", "linux/arm64");
        written.get(1).jdk = new JdkParameter();
        PlatformChoice choice = PlatformChoice.of(written, "linux/arm64");
        assertThat(choice.platforms()).containsExactly(ARM);
        assertThat(choice.jdk(ARM)).contains(written.get(1).jdk);
    }

    @Test
    void ofOneThatIsNotAmongThemTakesIt() throws Exception {
        PlatformChoice choice = PlatformChoice.of(written("linux/amd64"), "linux/arm64/v8");
        assertThat(choice.platforms()).containsExactly(ARM);
        assertThat(choice.jdk(ARM)).isEmpty();
    }

    @Test
    void ofOnePlatformTwiceSaysSo() {
        assertProblem("platform-twice", () -> PlatformChoice.of(written("linux/arm64", "linux/arm64/v8"), null));
    }

    @Test
    void leadingIsThisMachinesOrTheFirst() throws Exception {
        Platform here = Platform.ofThisMachine();
        assertThat(PlatformChoice.of(written("linux/s390x", here.toString()), null)
                        .leading())
                .isEqualTo(here);
        assertThat(PlatformChoice.of(written("linux/s390x", "linux/riscv64"), null)
                        .leading()
                        .architecture())
                .isEqualTo("s390x");
    }
}
