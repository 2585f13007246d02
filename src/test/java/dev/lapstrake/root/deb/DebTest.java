package dev.lapstrake.root.deb;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebTest {
    @TempDir
    Path folder;

    private Deb unpacked(DebBuilder builder) throws IOException, BuildException {
        Path file = Files.write(folder.resolve("test.deb"), builder.bytes());
        return Deb.unpack(file, Files.createTempDirectory(folder, "deb").resolve("data.tar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".xz", ".gz", ""})
    void unpackWhenCompressedAsDebianDoesGivesFilesAndControl(String compression) throws Exception {
        Deb deb = unpacked(DebBuilder.of("tool", "1.0")
                .compression(compression)
                .file("usr/share/tool/Főtanúsítvány", 0644, "text"));
        Entry.File file = (Entry.File)
                deb.tree().get(new TreePath("usr/share/tool/Főtanúsítvány")).orElseThrow();
        assertThat(file.content().bytes()).asString().isEqualTo("text");
        assertThat(file.attributes()).isEqualTo(Attributes.FILE);
        assertThat(deb.control()).startsWith("Package: tool\nVersion: 1.0\n");
        assertThat(deb.md5sums()).containsKey(new TreePath("usr/share/tool/Főtanúsítvány"));
    }

    @Test
    void unpackWhenCompressedOtherwiseSaysSo() {
        assertProblem(
                "package-unreadable",
                () -> unpacked(DebBuilder.of("tool", "1.0").compression(".zst")));
    }

    @Test
    void unpackWhenUsrIsNotMergedMergesIt() throws Exception {
        Deb deb = unpacked(DebBuilder.of("tool", "1.0")
                .folder("lib", 0755)
                .file("lib/x86_64-linux-gnu/libtool.so.1", 0644, "")
                .link("lib64/ld.so.2", "/lib/x86_64-linux-gnu/ld.so.2")
                .file("bin/tool", 0755, "")
                .file("library/text", 0644, "")
                .link("sbin", "usr/sbin"));
        assertThat(deb.tree().entries().keySet())
                .extracting(TreePath::value)
                .contains("usr/lib/x86_64-linux-gnu/libtool.so.1", "usr/lib64/ld.so.2", "usr/bin/tool", "library/text")
                .contains("sbin")
                .doesNotContain("lib", "bin/tool");
        assertThat(deb.md5sums()).containsKey(new TreePath("usr/bin/tool"));
    }

    @Test
    void unpackWhenSetUserIdDropsTheBit() throws Exception {
        Deb deb = unpacked(DebBuilder.of("tool", "1.0")
                .file("usr/bin/su", 06755, "")
                .folder("var/mail", 02775)
                .folder("var/tmp", 01777));
        assertThat(mode(deb, "usr/bin/su")).isEqualTo(0755);
        assertThat(mode(deb, "var/mail")).isEqualTo(0775);
        assertThat(mode(deb, "var/tmp")).isEqualTo(01777);
    }

    private static int mode(Deb deb, String path) {
        return deb.tree().get(new TreePath(path)).orElseThrow().attributes().mode();
    }

    @Test
    void followWhenRelativeOrAbsoluteStaysInside() {
        TreePath here = new TreePath("usr/lib64");
        assertThat(UsrMerge.follow(here, "../lib/x/ld.so")).contains(new TreePath("usr/lib/x/ld.so"));
        assertThat(UsrMerge.follow(here, "/lib/x/ld.so")).contains(new TreePath("usr/lib/x/ld.so"));
        assertThat(UsrMerge.follow(here, "../../..")).isEmpty();
        assertThat(UsrMerge.follow(here, "/")).isEmpty();
    }

    @Test
    void unpackWhenAFileCanNotBeWhereItIsFails() {
        for (DebBuilder deb : List.of(
                DebBuilder.of("tool", "1.0").file("bin", 0644, "").file("usr/bin/tool", 0755, ""),
                DebBuilder.of("tool", "1.0").md5sum("/etc/passwd"),
                DebBuilder.of("tool", "1.0").md5sum("../tool"))) {
            assertProblem("package-unreadable", () -> unpacked(deb));
        }
    }
}
