package dev.lapstrake.root;

import static dev.lapstrake.Problems.assertProblem;
import static dev.lapstrake.root.SamplePackages.LIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.CertificateFiles;
import dev.lapstrake.root.contents.ChosenNames;
import dev.lapstrake.root.contents.FolderText;
import dev.lapstrake.root.contents.FontChoice;
import dev.lapstrake.root.contents.Regions;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import dev.lapstrake.root.contents.TrustedCertificate;
import dev.lapstrake.root.contents.UserText;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users ask a root to hold, beside packages. */
class RootContentsTest {
    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private FakeArchive archive;

    @BeforeEach
    void publish() throws IOException {
        archive = SamplePackages.publish(folder);
    }

    private static RootContents contents(FontChoice fonts, Regions regions) {
        return new RootContents(
                new ChosenNames(new TreeSet<>(), Trim.LIBRARIES), fonts, regions, List.of(), Accounts.NONE);
    }

    private static RootContents regions(List<String> locales, String... zones) throws BuildException {
        return contents(new FontChoice.None(), Regions.parse(locales, List.of(zones)));
    }

    private static RootContents untrimmed(String... packages) {
        return new RootContents(
                new ChosenNames(new TreeSet<>(List.of(packages)), Trim.NONE),
                new FontChoice.None(),
                Regions.NONE,
                List.of(),
                Accounts.NONE);
    }

    private static RootContents accounts(List<UserText> users, FolderText... folders) throws BuildException {
        RootContents none = RootContents.NONE;
        return new RootContents(
                none.packages(), none.fonts(), none.regions(), List.of(), Accounts.parse(users, List.of(folders)));
    }

    private RootStage stage(RootContents contents) throws BuildException {
        return new RootStage(RootRequest.of(archive.request(), contents, ElfNeeds.NONE), log);
    }

    private StageOutput run(RootContents contents) throws IOException, BuildException {
        return stage(contents).run(none(), Files.createTempDirectory(folder, "scratch"));
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }

    private static Stream<String> files(Tree tree) {
        return tree.entries().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Entry.Folder))
                .map(entry -> entry.getKey().value());
    }

    private static byte[] bytes(Tree tree, String path) throws IOException {
        return ((Entry.File) tree.get(new TreePath(path)).orElseThrow())
                .content()
                .bytes();
    }

    @Test
    void runWhenALocaleIsNamedHasItsFolderAndWhatThatLinksTo() throws Exception {
        StageOutput output = run(regions(List.of("de_DE")));
        assertThat(files(output.tree()).filter(path -> path.startsWith("usr/lib/locale")))
                .containsExactly(
                        "usr/lib/locale/C.utf8/LC_CTYPE",
                        "usr/lib/locale/de_AT.utf8/LC_CTYPE",
                        "usr/lib/locale/de_DE.utf8/LC_CTYPE",
                        "usr/lib/locale/de_DE.utf8/LC_TIME");
        assertThat(files(output.tree()))
                .contains("usr/share/doc/locales-all/copyright", "var/lib/dpkg/status.d/locales-all");
        assertThat(output.facts()).containsEntry("locales", "de_DE.UTF-8");
        assertThat(output.facts().get("packages")).contains("locales-all 2.41");
    }

    @Test
    void runWhenTheSuiteHasNoSuchLocaleOrZoneSaysSo() {
        assertProblem("locale-unknown", () -> run(regions(List.of("xx_YY"))));
        assertProblem("timezone-unknown", () -> run(regions(List.of(), "Europe/Atlantis")));
        assertProblem("timezone-unknown", () -> run(regions(List.of(), "Europe")));
    }

    @Test
    void runWhenZonesAreNamedHasThemAndWhatTheyLinkTo() throws Exception {
        StageOutput output = run(regions(List.of(), "Europe/Berlin", "US/Eastern"));
        assertThat(files(output.tree()).filter(path -> path.startsWith("usr/share/zoneinfo")))
                .containsExactly(
                        "usr/share/zoneinfo/America/New_York",
                        "usr/share/zoneinfo/Europe/Berlin",
                        "usr/share/zoneinfo/US/Eastern");
        assertThat(output.facts()).containsEntry("timezones", "Europe/Berlin\nUS/Eastern");
        assertThat(files(run(regions(List.of(), "all")).tree()))
                .contains("usr/share/zoneinfo/zone.tab", "usr/share/zoneinfo/US/Eastern")
                .doesNotContain("usr/share/zoneinfo/right/Europe/Berlin");
    }

    @Test
    void runWhenThereAreFontsHasThemWithTheirSettingsAlone() throws Exception {
        FontChoice lato = FontChoice.parse("fonts-lato");
        StageOutput output = run(contents(lato, Regions.NONE));
        assertThat(files(output.tree()))
                .contains("etc/fonts/fonts.conf", "etc/fonts/local.conf", "usr/share/fonts/truetype/lato/Lato.ttf")
                .doesNotContain("usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "usr/share/man/man5/fonts-conf.5.gz");
        assertThat(output.facts()).containsEntry("fonts", "fonts-lato");
        assertThat(files(run(RootContents.NONE).tree())).noneMatch(path -> path.contains("font"));
    }

    @Test
    void runWhenAFontIsUnknownSaysSo() {
        assertProblem("package-unknown", () -> run(contents(FontChoice.parse("fonts-none"), Regions.NONE)));
    }

    @Test
    void runWhenCertificatesAreAddedHasThemInBundleAndTrustStore() throws Exception {
        Path file = Files.writeString(folder.resolve("company.pem"), TrustStoreTest.CERTIFICATE);
        List<TrustedCertificate> company = CertificateFiles.read(List.of(file));
        RootContents none = RootContents.NONE;
        RootContents contents =
                new RootContents(none.packages(), none.fonts(), none.regions(), company, none.accounts());
        StageOutput output = run(contents);
        assertThat(new String(bytes(output.tree(), "etc/ssl/certs/ca-certificates.crt"), StandardCharsets.US_ASCII))
                .isEqualTo(TrustStoreTest.CERTIFICATE + TrustStoreTest.CERTIFICATE);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes(output.tree(), "etc/ssl/certs/java/cacerts")), null);
        assertThat(Collections.list(store.aliases())).containsExactly("added:01:company.pem", "debian:one");
        assertThat(output.facts()).containsEntry("certificates", "CN=Lapstrake test");
        assertThat(stage(contents).key(none())).isNotEqualTo(stage(none).key(none()));
    }

    @Test
    void runWhenThereAreUsersAndDirectoriesMakesThem() throws Exception {
        UserText app = new UserText("app", "1000", null, null, "/home/app");
        StageOutput output = run(accounts(List.of(app), new FolderText("/var/data", "app", "0770")));
        Tree tree = output.tree();
        assertThat(new String(bytes(tree, "etc/passwd"), StandardCharsets.US_ASCII))
                .startsWith("root:x:0:0:")
                .endsWith("\napp:x:1000:1000:app:/home/app:/sbin/nologin\n");
        assertThat(new String(bytes(tree, "etc/group"), StandardCharsets.US_ASCII))
                .endsWith("\napp:x:1000:\n");
        assertThat(tree.get(new TreePath("home/app")).orElseThrow().attributes())
                .isEqualTo(new Attributes(0700, 1000, 1000, 1));
        assertThat(tree.get(new TreePath("var/data")).orElseThrow().attributes())
                .isEqualTo(new Attributes(0770, 1000, 1000, 1));
        assertThat(output.facts())
                .containsEntry("users", "app:x:1000:1000:app:/home/app:/sbin/nologin")
                .containsEntry("directories", "/home/app 1000:1000 0700\n/var/data 1000:1000 0770");
    }

    @Test
    void runWhenADirectoryIsWhereSomethingElseIsSaysSo() {
        for (String path : List.of("/etc/passwd", "/etc/passwd/data", "/tmp", "/root", "/etc/os-release")) {
            FolderText fine = new FolderText("/data", "nonroot", null);
            FolderText folder = new FolderText(path, "nonroot", null);
            assertThat(assertProblem("directory-clash", () -> run(accounts(List.of(), fine, folder)))
                            .found())
                    .isEqualTo(path);
        }
    }

    @Test
    void keyCoversAllThatIsAskedFor() throws Exception {
        UserText app = new UserText("app", "1000", null, null, null);
        UserText grouped = new UserText("app", "1000", "crew", null, null);
        List<Object> keys = List.of(
                stage(RootContents.NONE).key(none()),
                stage(regions(List.of("de_DE"))).key(none()),
                stage(regions(List.of("fr_FR"))).key(none()),
                stage(regions(List.of(), "all")).key(none()),
                stage(regions(List.of(), "Europe/Berlin")).key(none()),
                stage(contents(FontChoice.parse("fonts-lato"), Regions.NONE)).key(none()),
                stage(RootContents.of(List.of("fonts-lato"))).key(none()),
                stage(untrimmed()).key(none()),
                stage(accounts(List.of(app))).key(none()),
                stage(accounts(List.of(grouped))).key(none()),
                stage(accounts(List.of(), new FolderText("/data", null, null))).key(none()));
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void runWhenNothingIsTrimmedHasWholePackages() throws Exception {
        StageOutput output = run(untrimmed("tool"));
        assertThat(files(output.tree()))
                .contains("usr/share/man/man1/tool.1", "usr/share/libextra/more", LIB + "libunused.so.2")
                .contains(LIB + "libm.so.6", LIB + "gconv/CP437.so", "etc/issue", "usr/share/doc/libc6/changelog")
                .doesNotContain("usr/sbin/update-ca-certificates", "usr/bin/ldd");
        assertThat(output.facts()).containsEntry("trim", "none");
    }

    @Test
    void runWhenItTrimsTellsWhatItDropped() throws Exception {
        run(RootContents.of(List.of("tool")));
        assertThat(log.details())
                .contains("Trimmed libextra-data: kept 2 files, 8 bytes; dropped 1 files, 7 bytes")
                .anyMatch(line -> line.startsWith("Trimmed libc6: kept 5 files, "));
    }
}
