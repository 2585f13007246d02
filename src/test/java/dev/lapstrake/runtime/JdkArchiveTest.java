package dev.lapstrake.runtime;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lapstrake.net.Outside;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkArchiveTest {
    private static final String RELEASE = "JAVA_VERSION=\"17.0.15\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"aarch64\"\n";

    @TempDir
    Path folder;

    private static byte[] packed(String home) throws IOException {
        Tree jdk = Tree.EMPTY
                .with(TreePath.of(home + "/release"), Entry.file(RELEASE))
                .with(TreePath.of(home + "/jmods/java.base.jmod"), Entry.file("module"))
                .with(TreePath.of(home + "/legal/java.xml/LICENSE"), Entry.link("../java.base/LICENSE"));
        return tar(jdk.withParents());
    }

    private static byte[] tar(Tree tree) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            TarWriter.write(tree, gzip);
        }
        return bytes.toByteArray();
    }

    private JdkArchive file(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("jdk.tar.gz"), content);
        return new JdkArchive(file.toUri(), Digest.of(content));
    }

    private Path home(JdkArchive archive) throws Exception {
        return archive.home(folder.resolve("jdks"), Outside.CLOSED);
    }

    @Test
    void homeIsWhereTheJdkOfAFileWasUnpacked() throws Exception {
        Path home = home(file(packed("jdk-17.0.15+6")));
        assertThat(Jdk.at(home).version()).isEqualTo("17.0.15");
        assertThat(Jdk.at(home).platform()).hasToString("linux/arm64/v8");
        assertThat(home.resolve("jmods/java.base.jmod")).hasContent("module");
    }

    @Test
    void homeWhenItIsUnpackedAlreadyNeedsNoArchive() throws Exception {
        JdkArchive archive = file(packed("jdk"));
        Path home = home(archive);
        Files.delete(folder.resolve("jdk.tar.gz"));
        assertThat(home(archive)).isEqualTo(home);
    }

    @Test
    void homeOfAJdkForMacLiesDeeper() throws Exception {
        assertThat(home(file(packed("jdk-17/Contents/Home"))))
                .isEqualTo(folder.resolve("jdks")
                        .resolve(Digest.of(packed("jdk-17/Contents/Home")).hex())
                        .resolve("jdk-17/Contents/Home"));
    }

    @Test
    void homeWhenAnAddressIsNamedFetchesIt() throws Exception {
        byte[] content = packed("jdk");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/jdk.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try {
            JdkArchive archive = new JdkArchive(address.resolve("/jdk.tar.gz"), Digest.of(content));
            assertProblem("jdk-archive-absent", () -> home(archive));
            assertThat(archive.home(folder.resolve("jdks"), Outside.OPEN).resolve("release"))
                    .exists();
            JdkArchive none = new JdkArchive(address.resolve("/none"), Digest.of("none"));
            assertProblem("jdk-archive-absent", () -> none.home(folder.resolve("jdks"), Outside.OPEN));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void homeWhenTheServerCannotBeReachedSaysWhyAndNoSecret() {
        JdkArchive archive = new JdkArchive(URI.create("http://127.0.0.1:1/jdk.tar.gz?sig=secret"), Digest.of("any"));
        assertThat(assertProblem("jdk-archive-absent", () -> archive.home(folder.resolve("jdks"), Outside.OPEN))
                        .text())
                .contains("The archive in <jdk> can't be had: Connection refused.")
                .doesNotContain("Debian", "secret");
    }

    @Test
    void homeWhenAPartOfTheUnpackedIsGoneUnpacksItAgain() throws Exception {
        JdkArchive archive = file(packed("jdk"));
        Path home = home(archive);
        Files.delete(home.resolve("release"));
        assertThat(home(archive).resolve("release")).exists();
    }

    @Test
    void homeWhenTheArchiveIsAnotherUnpacksNothing() throws Exception {
        JdkArchive archive = new JdkArchive(file(packed("jdk")).place(), Digest.of("another"));
        assertProblem("jdk-archive-wrong-digest", () -> home(archive));
        assertThat(folder.resolve("jdks").resolve(archive.sha256().hex())).doesNotExist();
    }

    @Test
    void homeWhenThereIsNoFileSaysSo() {
        JdkArchive archive = new JdkArchive(folder.resolve("none").toUri(), Digest.of("none"));
        assertProblem("jdk-archive-absent", () -> home(archive));
    }

    @Test
    void homeWhenThereIsNoJdkInItSaysSo() throws Exception {
        JdkArchive archive = file(tar(Tree.EMPTY.with(TreePath.of("read.me"), Entry.file("hello"))));
        assertProblem("jdk-archive-malformed", () -> home(archive));
    }

    @Test
    void homeWhenItIsNoArchiveSaysSo() throws Exception {
        JdkArchive archive =
                file("<html>not found</html>".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertProblem("jdk-archive-malformed", () -> home(archive));
    }

    @Test
    void homeWhenALinkLeadsOutOfItSaysSo() throws Exception {
        JdkArchive archive = file(tar(Tree.EMPTY
                .with(TreePath.of("jdk/release"), Entry.file(RELEASE))
                .with(TreePath.of("jdk/lib"), Entry.link("../../../out"))));
        assertProblem("jdk-archive-malformed", () -> home(archive));
    }
}
