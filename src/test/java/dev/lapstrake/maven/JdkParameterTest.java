package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.build.ApplicationChoice.JdkChoice;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.runtime.JdkArchive;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkParameterTest {
    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    Path folder;

    private final JdkParameter jdk = new JdkParameter();
    private final Properties properties = new Properties();

    @Test
    void choiceWhenNothingIsSaidIsTheStandard() throws Exception {
        assertThat(jdk.choice(folder)).isEqualTo(new JdkChoice.Standard());
    }

    @Test
    void choiceWhenTextIsDebianIsDebians() throws Exception {
        jdk.set("debian");
        assertThat(jdk.choice(folder)).isEqualTo(new JdkChoice.Debian());
    }

    @Test
    void choiceWhenTextIsAPathStartsAtTheProject() throws Exception {
        jdk.set("tools/jdk");
        assertThat(jdk.choice(folder)).isEqualTo(new JdkChoice.Folder(folder.resolve("tools/jdk")));
    }

    @Test
    void choiceWhenAnAddressIsInsideIsAnArchive() throws Exception {
        jdk.archive = "https://example.com/jdk.tar.gz";
        jdk.sha256 = DIGEST.toUpperCase(Locale.ROOT);
        assertThat(jdk.choice(folder))
                .isEqualTo(new JdkChoice.Archive(
                        new JdkArchive(URI.create("https://example.com/jdk.tar.gz"), new Digest(DIGEST))));
    }

    @Test
    void choiceWhenAnAddressHoldsSecretsShowsNone() throws Exception {
        jdk.archive = "https://me:secret@example.com/jdk.tar.gz?sig=secret";
        jdk.sha256 = DIGEST;
        assertThat(assertProblem("jdk-archive-login", () -> jdk.choice(folder)).text())
                .contains("https://example.com/jdk.tar.gz?…'")
                .doesNotContain("secret");
        jdk.sha256 = "none";
        jdk.archive = "https://example.com/jdk.tar.gz?sig=secret";
        assertThat(assertProblem("jdk-archive-without-digest", () -> jdk.choice(folder))
                        .text())
                .doesNotContain("secret");
    }

    @Test
    void choiceWhenTextIsNoPathSaysSo() {
        jdk.set("jdk\0");
        assertProblem("jdk-path-malformed", () -> jdk.choice(folder));
        jdk.sha256 = DIGEST;
        jdk.archive = "jdk\0.tar.gz";
        assertProblem("jdk-path-malformed", () -> jdk.choice(folder));
    }

    @Test
    void choiceWhenAFileIsInsideStartsAtTheProject() throws Exception {
        jdk.archive = "jdk.tar.gz";
        jdk.sha256 = DIGEST;
        JdkChoice.Archive choice = (JdkChoice.Archive) jdk.choice(folder);
        assertThat(Path.of(choice.archive().place())).isEqualTo(folder.resolve("jdk.tar.gz"));
    }

    @Test
    void choiceWhenTheCommandLineNamesAnArchiveTakesThat() throws Exception {
        jdk.set("debian");
        properties.setProperty("lapstrake.jdk.archive", "https://example.com/jdk.tar.gz");
        properties.setProperty("lapstrake.jdk.sha256", DIGEST);
        assertThat(jdk.choice(folder, properties)).isInstanceOf(JdkChoice.Archive.class);
    }

    @Test
    void choiceWhenAnArchiveHasNoDigestSaysSo() throws Exception {
        jdk.archive = "https://example.com/jdk.tar.gz";
        assertProblem("jdk-archive-without-digest", () -> jdk.choice(folder));
        jdk.sha256 = "123";
        assertProblem("jdk-archive-without-digest", () -> jdk.choice(folder));
        JdkParameter text = new JdkParameter();
        text.set("https://example.com/jdk.tar.gz");
        assertProblem("jdk-archive-without-digest", () -> text.choice(folder));
        Files.createFile(folder.resolve("jdk.tar.gz"));
        text.set("jdk.tar.gz");
        assertProblem("jdk-archive-without-digest", () -> text.choice(folder));
    }
}
