package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What damaged inputs once brought down. */
class MalformedIndexTest {
    private static final String SUM = "0".repeat(64);

    private static Release release(String line) throws IOException, BuildException {
        Keyring keyring = FakeArchive.KEY.keyring();
        String text = "-----BEGIN PGP SIGNED MESSAGE-----\n\nCodename: trixie\nSHA256:\n " + line
                + "\n-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----\n";
        String checked = keyring.digest().hex();
        return Release.of(
                new InRelease("trixie", URI.create("file:/debian"), Instant.now(), checked, Validator.NONE, text),
                keyring,
                Instant.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00 12", "%s many", "%s 99999999999999999999", "%s", "%s 1 2"})
    void packagesWhenTheLineIsMalformedSaysSo(String start) throws Exception {
        Release release = release(start.replace("%s", SUM) + " main/binary-amd64/Packages.xz");
        assertProblem("archive-malformed", () -> release.packages(Architecture.AMD64));
    }

    @Test
    void packagesWhenTheLineIsSoundGivesTheIndex() throws Exception {
        Release release = release(SUM + "   12 main/binary-amd64/Packages.xz");
        assertThat(release.packages(Architecture.AMD64).orElseThrow().size()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool/%zz.deb", "pool/a%2", "../a.deb", "/a.deb", "pool//a.deb", ""})
    void parseWhenThePathIsNoneOfAnArchiveFails(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> withPath(path));
    }

    @Test
    void parseWhenThePathIsEndlessDoesNotOverflow() {
        assertThat(withPath("a/".repeat(100_000) + "a").path()).hasSize(200_001);
        assertThat(withPath("pool/main/a/a_1%3a2+b~3.deb").path()).endsWith(".deb");
    }

    private static DebianPackage withPath(String path) {
        return DebianPackage.parse("a 1 amd64 trixie " + path + " 5 " + SUM);
    }
}
