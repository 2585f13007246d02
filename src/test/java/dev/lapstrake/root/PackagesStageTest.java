package dev.lapstrake.root;

import static dev.lapstrake.Problems.assertProblem;
import static dev.lapstrake.root.SamplePackages.LIB;
import static dev.lapstrake.root.SamplePackages.elf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesStageTest {
    @TempDir
    Path folder;

    private FakeArchive archive;

    @BeforeEach
    void publish() throws IOException {
        archive = SamplePackages.publish(folder);
    }

    @Test
    void runKeepsNamedPackagesWholeAndTheLibrariesThatTheyNeed() throws Exception {
        assertThat(files(run(stage("tool")).tree()))
                .contains("usr/bin/tool", "usr/share/tool/text", "usr/share/extra/data")
                .contains(LIB + "libextra.so.2", LIB + "libextra.so.2.1", LIB + "libz.so.1", LIB + "libz.so.1.2")
                .contains(LIB + "libc.so.6", LIB + "ld-linux-x86-64.so.2", "usr/lib64/ld-linux-x86-64.so.2")
                .contains(LIB + "libnss_dns.so.2")
                .doesNotContain("usr/share/man/man1/tool.1", "usr/share/libextra/more")
                .doesNotContain(LIB + "libunused.so.2", LIB + "libm.so.6", LIB + "gconv/CP437.so");
    }

    @Test
    void runLeavesOutTheBaseOfARoot() throws Exception {
        assertThat(files(run(stage("tool")).tree()))
                .doesNotContain("etc/passwd", "etc/services", "etc/debian_version", "usr/lib/os-release", "lib64")
                .doesNotContain("etc/ssl/certs/ca-certificates.crt", "usr/lib/locale/C.utf8/LC_CTYPE")
                .doesNotContain("var/lib/dpkg/status.d/base-files");
    }

    @Test
    void runKeepsCopyrightAndStatusOfWhatIsIn() throws Exception {
        StageOutput output = run(stage("tool"));
        for (String name : List.of("tool", "libextra2", "libextra-data", "zlib1g", "libc6")) {
            assertThat(files(output.tree()))
                    .contains("usr/share/doc/" + name + "/copyright", "var/lib/dpkg/status.d/" + name);
        }
        assertThat(output.facts())
                .containsEntry("summary", "trixie, 5 packages")
                .containsEntry(
                        "packages",
                        "libc6 2.41 amd64\nlibextra-data 1 amd64\nlibextra2 1 amd64\ntool 1 amd64\nzlib1g 1 amd64");
    }

    @Test
    void runWhenNothingIsCompiledBringsNoLibrary() throws Exception {
        StageOutput output = run(stage("libextra-data"));
        assertThat(files(output.tree()))
                .containsExactly(
                        "usr/share/doc/libextra-data/copyright",
                        "usr/share/extra/data",
                        "var/lib/dpkg/status.d/libextra-data",
                        "var/lib/dpkg/status.d/libextra-data.md5sums");
        assertThat(output.tree().get(new TreePath("usr/share/extra"))).contains(Entry.folder());
    }

    @Test
    void runWhenAPackageOfTheBaseIsNamedKeepsItWhole() throws Exception {
        assertThat(files(run(stage("ca-certificates")).tree()))
                .contains("usr/share/ca-certificates/one.crt", "usr/sbin/update-ca-certificates")
                .doesNotContain("etc/ssl/certs/ca-certificates.crt");
        assertThat(files(run(stage("libc6")).tree())).contains(LIB + "libm.so.6", LIB + "gconv/CP437.so");
    }

    @Test
    void runWhenThePackageIsUnknownSaysSo() {
        assertProblem("package-unknown", () -> run(stage("nothing")));
    }

    @Test
    void runWhenALibraryIsMissingSaysWhoNeedsIt() throws Exception {
        archive.add(DebBuilder.of("odd", "1").file("usr/bin/odd", 0755, elf("", "libnone.so.1")))
                .publish();
        assertThat(assertProblem("library-unknown", () -> run(stage("odd"))).text())
                .contains("usr/bin/odd", "libnone.so.1");
    }

    @Test
    void keyCoversThePackagesAndNotTheStagesName() throws Exception {
        PackagesStage other = new PackagesStage("other", archive.request(), List.of("tool"), BuildLog.SILENT);
        assertThat(stage("tool").key(none()))
                .isEqualTo(other.key(none()))
                .isNotEqualTo(stage("libextra2").key(none()));
        assertThat(other.name()).isEqualTo("other");
    }

    @Test
    void keyWhenAPackageIsReplacedIsAnother() throws Exception {
        Object before = stage("tool").key(none());
        archive = SamplePackages.publish(Files.createDirectory(folder.resolve("later")))
                .add(DebBuilder.of("tool", "2").file("usr/bin/tool", 0755, "#!/bin/new\n"))
                .publish();
        assertThat(stage("tool").key(none())).isNotEqualTo(before);
    }

    @Test
    void keyIsNeverThatOfARoot() throws Exception {
        RootStage root =
                new RootStage(RootRequest.of(archive.request(), List.of("tool"), ElfNeeds.NONE), BuildLog.SILENT);
        assertThat(stage("tool").key(none())).isNotEqualTo(root.key(none()));
        assertThat(files(run(stage("tool")).tree())).doesNotContain("etc/passwd");
    }

    private PackagesStage stage(String... packages) throws BuildException {
        return new PackagesStage("probe", archive.request(), List.of(packages), BuildLog.SILENT);
    }

    private StageOutput run(PackagesStage stage) throws IOException, BuildException {
        return stage.run(none(), Files.createTempDirectory(folder, "scratch"));
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }

    private static Stream<String> files(Tree tree) {
        return tree.entries().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Entry.Folder))
                .map(entry -> entry.getKey().value());
    }
}
