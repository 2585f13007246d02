package dev.lapstrake.root;

import static dev.lapstrake.Problems.assertProblem;
import static dev.lapstrake.root.SamplePackages.LIB;
import static dev.lapstrake.root.SamplePackages.elf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.root.elf.ElfBuilder;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootStageTest {
    @TempDir
    Path folder;

    private FakeArchive archive;

    @BeforeEach
    void publish() throws IOException {
        archive = SamplePackages.publish(folder);
    }

    private static ElfNeeds needs(ElfBuilder program) throws IOException {
        Entry entry = new Entry.File(Attributes.EXECUTABLE, Content.of(program.bytes()));
        return ElfNeeds.of(Tree.of(Map.of(new TreePath("java"), entry)));
    }

    private RootStage stage(ElfNeeds needs, String... packages) throws BuildException {
        return new RootStage(RootRequest.of(archive.request(), List.of(packages), needs), BuildLog.SILENT);
    }

    private StageOutput run(RootStage stage) throws IOException, BuildException {
        return stage.run(none(), Files.createTempDirectory(folder, "scratch"));
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }

    private static Stream<String> paths(Tree tree) {
        return tree.entries().keySet().stream().map(TreePath::value);
    }

    private static String text(Tree tree, String path) throws IOException {
        Entry.File file = (Entry.File) tree.get(new TreePath(path)).orElseThrow();
        return new String(file.content().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void runWhenNothingIsNeededHasTheBaseAlone() throws Exception {
        StageOutput output = run(stage(ElfNeeds.NONE));
        assertThat(paths(output.tree()))
                .contains("bin", "lib", "lib64", "sbin", "etc/debian_version", "etc/services", "etc/passwd")
                .contains("usr/lib/locale/C.utf8/LC_CTYPE", "usr/share/doc/libc6/copyright")
                .contains("usr/lib64/ld-linux-x86-64.so.2", LIB + "ld-linux-x86-64.so.2", LIB + "libnss_dns.so.2")
                .doesNotContain("etc/issue", "etc/skel", "usr/bin/ldd", "usr/sbin/update-ca-certificates")
                .doesNotContain(LIB + "libm.so.6", LIB + "gconv/CP437.so", "usr/share/doc/libc6/changelog");
        assertThat(output.facts())
                .containsEntry("summary", "trixie, 5 packages")
                .containsEntry("suite", "trixie")
                .containsEntry(
                        "packages",
                        "base-files 13 amd64\nca-certificates 1 amd64\nlibc-bin 2.41 amd64\nlibc6 2.41 amd64\n"
                                + "netbase 6 amd64");
    }

    @Test
    void runWhenTheRuntimeNeedsALibraryTrimsItsPackage() throws Exception {
        Tree tree = run(stage(needs(ElfBuilder.program().needs("libextra.so.2", "libm.so.6"))))
                .tree();
        assertThat(paths(tree))
                .contains(LIB + "libextra.so.2", LIB + "libextra.so.2.1", LIB + "libz.so.1", LIB + "libm.so.6")
                .contains("usr/share/doc/zlib1g/copyright", "var/lib/dpkg/status.d/zlib1g")
                .doesNotContain(LIB + "libunused.so.2", "usr/share/libextra/more", "usr/share/extra/data")
                .doesNotContain("var/lib/dpkg/status.d/libextra-data");
    }

    @Test
    void runWhenALibraryIsWishedForTakesItIfThereIsOne() throws Exception {
        RecordedLog log = new RecordedLog();
        SortedMap<String, String> wishes = new TreeMap<>(Map.of("libextra.so.2", "db.jar", "libgtk-3.so.0", "ui.jar"));
        RootRequest request =
                RootRequest.of(archive.request(), List.of(), ElfNeeds.NONE).wishing(wishes);
        RootStage stage = new RootStage(request, log);
        assertThat(paths(run(stage).tree()))
                .contains(LIB + "libextra.so.2.1", LIB + "libz.so.1")
                .doesNotContain(LIB + "libunused.so.2");
        assertThat(log.warnings()).singleElement().asString().contains("ui.jar", "libgtk-3.so.0", "<packages>");
        assertThat(stage.key(none())).isNotEqualTo(stage(ElfNeeds.NONE).key(none()));
    }

    @Test
    void runWhenTheUserNamesAPackageKeepsItWholeAndTheDataOfOthers() throws Exception {
        StageOutput output = run(stage(ElfNeeds.NONE, "tool"));
        assertThat(paths(output.tree()))
                .contains("usr/bin/tool", "usr/share/tool/text", "usr/share/extra/data", LIB + "libextra.so.2.1")
                .doesNotContain("usr/share/man/man1/tool.1", "usr/share/libextra/more", LIB + "libunused.so.2");
        assertThat(output.tree().get(new TreePath("usr/bin/tool")).orElseThrow().attributes())
                .isEqualTo(Attributes.EXECUTABLE);
        assertThat(output.facts().get("packages")).contains("tool 1 amd64", "libextra-data 1 amd64");
    }

    @Test
    void runWhenScannersLookTellsThemOfKeptFilesOnly() throws Exception {
        Tree tree =
                run(stage(needs(ElfBuilder.program().needs("libextra.so.2")))).tree();
        assertThat(text(tree, "var/lib/dpkg/status.d/libextra2")).startsWith("Package: libextra2\nVersion: 1\n");
        assertThat(text(tree, "var/lib/dpkg/status.d/libextra2.md5sums"))
                .contains("  " + LIB + "libextra.so.2.1\n")
                .doesNotContain("libunused", "changelog");
    }

    @Test
    void runWhenMadeHasUsersFoldersAndCertificates() throws Exception {
        Tree tree = run(stage(ElfNeeds.NONE)).tree();
        assertThat(text(tree, "etc/passwd")).contains("nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n");
        assertThat(text(tree, "etc/group")).contains("nonroot:x:65532:\n");
        assertThat(text(tree, "etc/nsswitch.conf")).contains("hosts: files dns\n");
        assertThat(text(tree, "usr/lib/os-release")).contains("ID=\"debian\"\nVERSION_ID=\"13\"\n");
        assertThat(text(tree, "etc/ssl/certs/ca-certificates.crt")).isEqualTo(TrustStoreTest.CERTIFICATE);
        assertThat(tree.get(new TreePath("etc/ssl/certs/java/cacerts"))).isPresent();
        assertThat(attributes(tree, "tmp")).isEqualTo(new Attributes(01777, 0, 0, 1));
        assertThat(tree.get(new TreePath("var/run"))).contains(Entry.link("/run"));
        assertThat(attributes(tree, "run/lock")).isEqualTo(new Attributes(01777, 0, 0, 1));
        assertThat(attributes(tree, "root")).isEqualTo(new Attributes(0700, 0, 0, 1));
        assertThat(attributes(tree, "home/nonroot")).isEqualTo(new Attributes(0700, 65532, 65532, 1));
    }

    private static Attributes attributes(Tree tree, String path) {
        return tree.get(new TreePath(path)).orElseThrow().attributes();
    }

    @Test
    void runWhenDoneTwiceGivesEqualBytesAndKeys() throws Exception {
        ElfNeeds needs = needs(ElfBuilder.program().needs("libextra.so.2"));
        assertThat(stage(needs, "tool").key(none()))
                .isEqualTo(stage(needs, "tool").key(none()));
        assertThat(stage(needs, "tool").key(none())).isNotEqualTo(stage(needs).key(none()));
        assertThat(bytes(stage(needs, "tool"))).isEqualTo(bytes(stage(needs, "tool")));
    }

    private byte[] bytes(RootStage stage) throws IOException, BuildException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter.write(run(stage).tree(), bytes);
        return bytes.toByteArray();
    }

    @Test
    void keyWhenPlannedBeforeReadsNoIndex() throws Exception {
        RootStage first = stage(ElfNeeds.NONE, "tool");
        assertThat(first.key(none())).isEqualTo(first.key(none()));
        try (Stream<Path> files = Files.list(folder.resolve("cache/sha256"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        RootStage offline = new RootStage(
                RootRequest.of(archive.request().offline(true), List.of("tool"), ElfNeeds.NONE), BuildLog.SILENT);
        assertThat(offline.key(none())).isEqualTo(first.key(none()));
        assertProblem("archive-offline", () -> run(offline));
    }

    @Test
    void runWhenNoPackageHasTheLibrarySaysWhoNeedsIt() throws Exception {
        ElfNeeds needs = needs(ElfBuilder.program().needs("libnone.so.1"));
        assertThat(assertProblem("library-unknown", () -> run(stage(needs))).text())
                .contains("java", "libnone.so.1");
    }

    @Test
    void runWhenANamedPackageHasTheLibraryFindsItThere() throws Exception {
        archive.add(DebBuilder.of("odd", "1").file("opt/odd/libnone.so.1", 0644, elf("libnone.so.1")))
                .publish();
        ElfNeeds needs = needs(ElfBuilder.program().needs("libnone.so.1"));
        assertThat(paths(run(stage(needs, "odd")).tree())).contains("opt/odd/libnone.so.1");
    }

    @Test
    void runWhenTheSuitesGlibcIsTooOldSaysWhoNeedsANewer() throws Exception {
        ElfNeeds needs = needs(ElfBuilder.program().needs("libc.so.6").needsVersion("GLIBC_2.99"));
        assertThat(assertProblem("glibc-too-old", () -> run(stage(needs))).text())
                .contains("java", "2.41", "2.99");
        ElfNeeds older = needs(ElfBuilder.program().needs("libc.so.6").needsVersion("GLIBC_2.41"));
        assertThat(run(stage(older)).tree().isEmpty()).isFalse();
    }

    @Test
    void runWhenPackagesClashSaysSo() throws Exception {
        archive.add(DebBuilder.of("one", "1").link("opt/thing", "/etc"))
                .add(DebBuilder.of("two", "1").file("opt/thing/file", 0644, ""))
                .publish();
        assertProblem("packages-clash", () -> run(stage(ElfNeeds.NONE, "one", "two")));
    }
}
