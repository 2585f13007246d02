package dev.lapstrake.root;

import static dev.lapstrake.Problems.assertProblem;
import static dev.lapstrake.root.SamplePackages.LIB;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.contents.Trim;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesOnBaseTest {
    private static final String DEBIAN = "ID=debian\nVERSION_ID=\"13\"\nVERSION_CODENAME=trixie\n";
    private static final String STATUS = record("libc6", "2.41")
            + record("zlib1g", "1")
            + record("libextra2", "1")
            + record("libextra-data", "1")
            + record("base-files", "13");
    private static final String WITH_OPENSSL = STATUS + record("openssl", "3") + record("debconf", "1");

    @TempDir
    Path folder;

    private FakeArchive archive;

    @BeforeEach
    void publish() throws IOException {
        archive = SamplePackages.publish(folder);
    }

    private static String record(String name, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nVersion: " + version + "\nDescription: x\n y\n\n";
    }

    @Test
    void runBringsWhatTheBaseLacksAndNothingElse() throws Exception {
        assertThat(files(run(base(DEBIAN, STATUS), "tool").tree()))
                .containsExactly(
                        "usr/bin/tool",
                        "usr/share/doc/tool/changelog",
                        "usr/share/doc/tool/copyright",
                        "usr/share/man/man1/tool.1",
                        "usr/share/tool/text",
                        "var/lib/dpkg/info/tool.list",
                        "var/lib/dpkg/info/tool.md5sums",
                        "var/lib/dpkg/status");
    }

    @Test
    void runWhenToldToTrimsWhatItBrings() throws Exception {
        assertThat(files(run(trimmed(base(DEBIAN, STATUS), "tool")).tree()))
                .contains("usr/bin/tool", "usr/share/doc/tool/copyright", "usr/share/tool/text")
                .doesNotContain("usr/share/doc/tool/changelog", "usr/share/man/man1/tool.1");
        String without = STATUS.replace(record("libextra2", "1"), "");
        assertThat(files(run(base(DEBIAN, without), "tool").tree())).contains(LIB + "libunused.so.2");
        assertThat(files(run(trimmed(base(DEBIAN, without), "tool")).tree())).doesNotContain(LIB + "libunused.so.2");
    }

    @Test
    void runTellsDpkgWhichFilesAreWhose() throws Exception {
        archive.add(DebBuilder.of("libsame", "1").field("Multi-Arch", "same").file("usr/share/same", 0644, "same"))
                .publish();
        Tree tree = run(base(DEBIAN, STATUS), "libsame").tree();
        assertThat(text(tree, "var/lib/dpkg/info/libsame:amd64.list"))
                .startsWith("/.\n/usr\n/usr/share\n")
                .contains("/usr/share/doc/libsame/changelog\n")
                .endsWith("/usr/share/same\n");
        assertThat(text(tree, "var/lib/dpkg/info/libsame:amd64.md5sums"))
                .contains("51037a4a37730f52c8732586d3aaa316  usr/share/same\n");
    }

    @Test
    void runHidesWhatOnlyTheOlderVersionHas() throws Exception {
        String old = STATUS + record("tool", "0.9");
        Map<TreePath, Entry> files = new TreeMap<>(base(DEBIAN, old).entries());
        put(
                files,
                "var/lib/dpkg/info/tool.list",
                "/.\n/bin\n/bin/old\n/usr/bin/tool\n/usr/share/tool\n"
                        + "/usr/share/tool/gone\n/usr/share/tool/shared\n/etc/tool.conf\n/usr/share/never\n/../x\n");
        put(files, "var/lib/dpkg/info/other.list", "/.\n/usr/share/tool\n/usr/share/tool/shared\n");
        for (String path : List.of(
                "usr/bin/old",
                "usr/bin/tool",
                "usr/share/tool/gone",
                "usr/share/tool/shared",
                "usr/share/tool/mine",
                "etc/tool.conf")) {
            put(files, path, "older");
        }
        assertThat(files(run(Tree.of(files).withParents(), "tool").tree()))
                .contains("usr/bin/.wh.old", "usr/share/tool/.wh.gone", "usr/bin/tool", "usr/share/tool/text")
                .filteredOn(path -> path.contains(".wh."))
                .hasSize(2);
    }

    @Test
    void runLeavesSettingsThatSomebodyChanged() throws Exception {
        archive.add(DebBuilder.of("server", "2").file("etc/server.conf", 0644, "new"))
                .publish();
        String status = STATUS
                + record("server", "1")
                        .replace(
                                "Description",
                                "Conffiles:\n /etc/server.conf " + "149603e6c03516362a8da23f624db945\nDescription");
        assertThat(files(run(settings(status, "old"), "server").tree())).contains("etc/server.conf");
        assertThat(files(run(settings(status, "edited"), "server").tree())).doesNotContain("etc/server.conf");
        assertThat(files(run(settings(STATUS, "old"), "server").tree())).doesNotContain("etc/server.conf");
    }

    private static Tree settings(String status, String text) {
        return base(DEBIAN, status).with(TreePath.of("etc/server.conf"), Entry.file(text));
    }

    @Test
    void runWhenAPackageHasALinkWhereTheBaseHasAFolderLeavesTheFolder() throws Exception {
        archive.add(DebBuilder.of("linked", "1").link("usr/share/linked", "../lib/linked"))
                .publish();
        TreePath inside = TreePath.of("usr/share/linked/mine");
        assertThat(files(run(base(DEBIAN, STATUS).with(inside, Entry.file("")), "linked")
                        .tree()))
                .doesNotContain("usr/share/linked");
        assertThat(files(run(base(DEBIAN, STATUS), "linked").tree())).contains("usr/share/linked");
    }

    @Test
    void runWhenTheBaseHasSomethingOfAnotherKindSaysSo() {
        Tree base = base(DEBIAN, STATUS);
        for (Tree odd : List.of(
                base.with(TreePath.of("usr/share/tool"), Entry.file("")),
                base.with(TreePath.of("usr/share/tool"), Entry.link("nowhere")),
                base.with(TreePath.of("usr/share/tool"), Entry.link("../lib/os-release")),
                base.with(TreePath.of("usr/share"), Entry.file("")),
                base.with(TreePath.of("usr/bin/tool"), Entry.folder()),
                base.with(TreePath.of("usr/bin/tool/inside"), Entry.file("")))) {
            assertThat(assertProblem("packages-clash", () -> run(odd, "tool")).found())
                    .startsWith("base: /usr/");
        }
    }

    @Test
    void runKeepsWhatTheBaseHasForOtherArchitectures() throws Exception {
        String foreign = record("libc6", "2.40").replace("Description", "Architecture: i386\nDescription");
        String old = STATUS.replace(record("libextra2", "1"), "");
        Tree base = base(DEBIAN, old + foreign + foreign.replace("libc6", "libextra2"))
                .with(TreePath.of("var/lib/dpkg/arch"), Entry.file("amd64\ni386\n"));
        StageOutput output = run(base, "tool");
        assertThat(files(output.tree())).contains(LIB + "libextra.so.2.1").doesNotContain(LIB + "libc.so.6");
        assertThat(text(output.tree(), "var/lib/dpkg/status"))
                .contains(
                        record("libc6", "2.41").strip(),
                        foreign.strip(),
                        "Package: libextra2\nStatus: install ok" + " installed\nVersion: 1\n");
        assertThat(text(output.tree(), "var/lib/dpkg/status").split("\n\n", -1)).hasSize(8);
    }

    @Test
    void runTellsDpkgOfThePackages() throws Exception {
        StageOutput output = run(base(DEBIAN, STATUS), "tool");
        String status = text(output.tree(), "var/lib/dpkg/status");
        assertThat(status.split("\n\n", -1)).hasSize(6);
        assertThat(status).contains("Package: tool\nStatus: install ok installed\nVersion: 1\n", "Package: zlib1g\n");
        assertThat(output.facts()).containsEntry("packages", "tool 1 amd64").containsEntry("suite", "trixie");
    }

    @Test
    void runOnADistrolessImageWritesItsKindOfRecords() throws Exception {
        Map<TreePath, Entry> files = new TreeMap<>();
        put(files, "usr/lib/os-release", "ID=\"debian\"\nVERSION_ID=\"13\"\n");
        for (String name : List.of("libc6", "zlib1g", "libextra2", "libextra-data")) {
            put(files, "var/lib/dpkg/status.d/" + name, record(name, name.equals("libc6") ? "2.41" : "1"));
            put(files, "var/lib/dpkg/status.d/" + name + ".md5sums", "0  usr/x\n");
        }
        libraries(files);
        assertThat(files(run(Tree.of(files), "tool").tree()))
                .contains("usr/bin/tool", "var/lib/dpkg/status.d/tool", "var/lib/dpkg/status.d/tool.md5sums")
                .doesNotContain("var/lib/dpkg/status", "var/lib/dpkg/status.d/libextra2", LIB + "libextra.so.2");
    }

    @Test
    void runWhenTheBaseHasOnlyAnOlderVersionReplacesAllOfIt() throws Exception {
        String old = STATUS.replace(record("libextra2", "1"), record("libextra2", "0.9"));
        Tree base = base(DEBIAN, old).with(TreePath.of(LIB + "libnone.so.1"), Entry.file("for the whole of libextra2"));
        StageOutput output = run(base, "tool");
        assertThat(files(output.tree())).contains(LIB + "libextra.so.2.1", "usr/share/libextra/more");
        assertThat(text(output.tree(), "var/lib/dpkg/status"))
                .contains("Package: libextra2\nStatus: install ok installed\nVersion: 1\n")
                .doesNotContain("0.9");
    }

    @Test
    void runWhenAPackageIsThereAlreadyBringsWhatIsMissingOfIt() throws Exception {
        assertThat(files(run(base(DEBIAN, STATUS), "libextra-data").tree())).contains("usr/share/extra/data");
        Tree whole = base(DEBIAN, STATUS).with(TreePath.of("usr/share/extra/data"), Entry.file("data"));
        assertThat(files(run(whole, "libextra-data").tree())).doesNotContain("usr/share/extra/data");
    }

    @Test
    void runLandsBehindTheLinksOfTheBase() throws Exception {
        Tree base = base(DEBIAN, STATUS)
                .with(TreePath.of("opt/tool"), new Entry.Folder(new Attributes(0700, 7, 7, 1)))
                .with(TreePath.of("usr/share/tool"), Entry.link("../../opt/tool"));
        Tree layer = run(base, "tool").tree();
        assertThat(files(layer)).contains("opt/tool/text").doesNotContain("usr/share/tool", "usr/share/tool/text");
        assertThat(layer.get(TreePath.of("usr/share/tool"))).isEmpty();
        assertThat(layer.get(TreePath.of("opt/tool")).orElseThrow().attributes().mode())
                .isEqualTo(0700);
    }

    @Test
    void runWhenTheBaseTrustsACompanyKeepsThatTrust() throws Exception {
        Tree base = base(DEBIAN, WITH_OPENSSL)
                .with(Certificates.BUNDLE, Entry.file(TrustStoreTest.CERTIFICATE + CertificateSamples.ONE))
                .with(
                        Certificates.TRUST_STORE,
                        new Entry.File(Attributes.FILE, Content.of(jks(CertificateSamples.TWO))));
        Tree layer = run(base, "ca-certificates").tree();
        assertThat(text(layer, Certificates.BUNDLE.value()).split("BEGIN", -1)).hasSize(4);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes(layer, Certificates.TRUST_STORE.value())), null);
        assertThat(Collections.list(store.aliases()))
                .hasSize(3)
                .contains("debian:one")
                .filteredOn(alias -> alias.startsWith("base:"))
                .hasSize(2);
    }

    @Test
    void runWhenWhomTheBaseTrustsIsUnreadableLeavesItAlone() throws Exception {
        Tree base = base(DEBIAN, WITH_OPENSSL).with(Certificates.TRUST_STORE, Entry.file("something else"));
        assertThat(files(run(base, "ca-certificates").tree()))
                .contains("usr/share/ca-certificates/one.crt")
                .doesNotContain(Certificates.BUNDLE.value(), Certificates.TRUST_STORE.value());
    }

    @Test
    void runWhenALibraryIsMissingInTheBaseSaysSo() throws Exception {
        Map<TreePath, Entry> files = new TreeMap<>(base(DEBIAN, STATUS).entries());
        files.remove(TreePath.of(LIB + "libextra.so.2"));
        assertProblem("library-unknown", () -> run(trimmed(Tree.of(files), "tool")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=ubuntu\nVERSION_CODENAME=noble\n",
                "ID=debian\nVERSION_CODENAME=sid\n",
                "ID=debian\nVERSION_ID=\"11\"\n",
                "ID=other\nVERSION_ID=13\n",
                ""
            })
    void runWhenTheBaseIsNotOfAKnownReleaseSaysSo(String release) {
        assertProblem("packages-base-unknown", () -> run(base(release, STATUS), "tool"));
    }

    @Test
    void runWhenTheBaseIsDamagedSaysSo() throws Exception {
        byte[] bytes = "no layer".getBytes(StandardCharsets.UTF_8);
        SourceImage image = image(bytes, Digest.of("other"));
        assertProblem("base-malformed", () -> stage(image, "tool").key(none()));
    }

    @Test
    void keyCoversTheBaseAndThePackages() throws Exception {
        SourceImage one = image(base(DEBIAN, STATUS));
        SourceImage other = image(base(DEBIAN + "\n", STATUS));
        assertThat(stage(one, "tool").key(none()))
                .isEqualTo(stage(one, "tool").key(none()))
                .isNotEqualTo(stage(other, "tool").key(none()))
                .isNotEqualTo(stage(one, "libextra-data").key(none()))
                .isNotEqualTo(trimmed(base(DEBIAN, STATUS), "tool").key(none()));
    }

    private static Tree base(String release, String status) {
        Map<TreePath, Entry> files = new TreeMap<>();
        put(files, "usr/lib/os-release", release);
        files.put(TreePath.of("etc/os-release"), Entry.link("../usr/lib/os-release"));
        put(files, "var/lib/dpkg/status", status);
        libraries(files);
        return Tree.of(files).withParents();
    }

    private static void libraries(Map<TreePath, Entry> files) {
        for (String name : List.of("libextra.so.2", "libz.so.1", "libc.so.6", "ld-linux-x86-64.so.2")) {
            put(files, LIB + name, "the base's");
        }
    }

    private static void put(Map<TreePath, Entry> files, String path, String text) {
        files.put(TreePath.of(path), Entry.file(text));
    }

    private StageOutput run(Tree base, String... packages) throws Exception {
        return run(stage(image(base), packages));
    }

    private StageOutput run(PackagesOnBase stage) throws Exception {
        return stage.run(none(), Files.createTempDirectory(folder, "scratch"));
    }

    private PackagesOnBase trimmed(Tree base, String... packages) throws IOException {
        return stage(image(base), new PackagesOnBase.Wanted(List.of(packages), Optional.of(Trim.LIBRARIES)));
    }

    private PackagesOnBase stage(SourceImage image, String... packages) {
        return stage(image, new PackagesOnBase.Wanted(List.of(packages), Optional.empty()));
    }

    private PackagesOnBase stage(SourceImage image, PackagesOnBase.Wanted wanted) {
        PackagesOnBase.Place place = new PackagesOnBase.Place(folder.resolve("kept"), folder.resolve("scratch"));
        return new PackagesOnBase(() -> image, place, suite -> archive.request(), wanted, BuildLog.SILENT);
    }

    private static SourceImage image(Tree files) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TarWriter.write(files, tar);
        return image(tar.toByteArray(), Digest.of(tar.toByteArray()));
    }

    private static SourceImage image(byte[] layer, Digest digest) {
        return new SourceImage(
                "base",
                Digest.of(layer),
                new SourceImage.About(new JsonObject(), layer.length),
                List.of(() -> new LayerBytes(Content.of(layer), digest, false)));
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }

    private static String text(Tree tree, String path) throws IOException {
        return new String(bytes(tree, path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Tree tree, String path) throws IOException {
        Entry.File file = (Entry.File) tree.get(TreePath.of(path)).orElseThrow();
        return file.content().bytes();
    }

    private static byte[] jks(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setCertificateEntry(
                "company",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, "changeit".toCharArray());
        return bytes.toByteArray();
    }

    private static Stream<String> files(Tree tree) {
        return tree.entries().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Entry.Folder))
                .map(entry -> entry.getKey().value());
    }
}
