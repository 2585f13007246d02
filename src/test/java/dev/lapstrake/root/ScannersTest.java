package dev.lapstrake.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads a root as those do who look for packages with known faults, by the rules of Trivy's dpkg analyzers and of Syft's
 * Debian cataloger, which Grype goes by: none of them asks anything of a distroless image but these files.
 */
class ScannersTest {
    private static final TreePath STATUS = new TreePath("var/lib/dpkg/status.d");
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?: \\((.*)\\))?");
    private static final Pattern LICENSE = Pattern.compile("License:\\s*(\\S+).*");
    private static final Pattern COMMON =
            Pattern.compile(".*/usr/share/common-licenses/([0-9A-Za-z_.+-]+[0-9A-Za-z+]).*");

    @TempDir
    Path folder;

    private Tree tree = Tree.EMPTY;
    private ArchiveRequest request;

    /** A package as a scanner sees it. */
    private record Found(String name, String version, String architecture, String source, String sourceVersion) {}

    @BeforeEach
    void make() throws Exception {
        FakeArchive archive = SamplePackages.publish(folder)
                .add(DebBuilder.of("libodd2.0-0", "2.3-4+b1")
                        .field("Source", "odd (2.3-4)")
                        .field("Maintainer", "Somebody <somebody@example.com>")
                        .file("usr/share/odd/data", 0644, "data")
                        .file(
                                "usr/share/doc/libodd2.0-0/copyright",
                                0644,
                                "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"
                                        + "Files: *\nLicense: Zlib\n See /usr/share/common-licenses/LGPL-2.1.\n"))
                .publish();
        request = archive.request();
        tree = root(Trim.LIBRARIES);
    }

    private Tree root(Trim trim) throws Exception {
        RootContents contents = RootContents.of(List.of("tool", "libodd2.0-0"), trim);
        return new RootStage(RootRequest.of(request, contents, ElfNeeds.NONE), BuildLog.SILENT)
                .run(
                        new StageInputs(Layout.at(folder.resolve("oci")), List.of()),
                        Files.createTempDirectory(folder, "scratch"))
                .tree();
    }

    private String text(String path) throws IOException {
        Entry entry = tree.get(new TreePath(path)).orElseThrow(() -> new IOException("no " + path));
        return new String(((Entry.File) entry).content().bytes(), StandardCharsets.UTF_8);
    }

    /** Each file in the folder is a package, but those that list the files of one. */
    private Map<String, Found> packages() throws IOException {
        Map<String, Found> found = new TreeMap<>();
        for (TreePath path : tree.entries().keySet()) {
            if (path.parent().equals(Optional.of(STATUS)) && !path.name().endsWith(".md5sums")) {
                Found one = found(fields(text(path.value())));
                found.put(one.name(), one);
                assertThat(path.name()).isEqualTo(one.name());
            }
        }
        return found;
    }

    /** A field goes on in lines that begin with a blank; an empty line ends the package, and no field comes twice. */
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (!line.isBlank() && !line.startsWith(" ")) {
                assertThat(colon).as(line).isPositive();
                String before = fields.put(
                        line.substring(0, colon), line.substring(colon + 1).strip());
                assertThat(before).as(line).isNull();
            }
        }
        return fields;
    }

    private static Found found(Map<String, String> fields) {
        String name = fields.getOrDefault("Package", "");
        String version = fields.getOrDefault("Version", "");
        Matcher source = SOURCE.matcher(fields.getOrDefault("Source", name));
        assertThat(source.matches()).isTrue();
        return new Found(
                name,
                version,
                fields.getOrDefault("Architecture", ""),
                source.group(1),
                Optional.ofNullable(source.group(2)).orElse(version));
    }

    private List<String> licenses(String name) throws IOException {
        return text("usr/share/doc/" + name + "/copyright")
                .lines()
                .flatMap(line -> List.of(LICENSE.matcher(line), COMMON.matcher(line)).stream())
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    @Test
    void packagesAreFoundWithTheSourceThatFaultsAreListedUnder() throws Exception {
        assertThat(packages())
                .containsEntry("libodd2.0-0", new Found("libodd2.0-0", "2.3-4+b1", "amd64", "odd", "2.3-4"))
                .containsEntry("tool", new Found("tool", "1", "amd64", "tool", "1"))
                .containsKeys("base-files", "ca-certificates", "libc6", "libc-bin", "netbase", "libextra2", "zlib1g")
                .doesNotContainKey("fonts-lato");
    }

    @Test
    void releaseIsDebiansSoThatItsListOfFaultsIsRead() throws Exception {
        Map<String, String> release = new TreeMap<>();
        text("usr/lib/os-release")
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(pair -> release.put(pair[0], pair[1].replace("\"", "")));
        assertThat(release).containsEntry("ID", "debian").containsEntry("VERSION_ID", "13");
        assertThat(tree.get(new TreePath("etc/os-release"))).contains(Entry.link("../usr/lib/os-release"));
        assertThat(text("etc/debian_version")).startsWith("13");
    }

    @Test
    void filesOfAPackageAreListedByTheirPathsWithTheirSums() throws Exception {
        assertSumsAreRight();
        assertThat(text(STATUS + "/tool.md5sums")).contains("  usr/bin/tool\n").doesNotContain("man1");
        assertThat(text(STATUS + "/base-files.md5sums")).contains("  etc/debian_version\n");
    }

    @Test
    void filesOfAPackageWhenNothingIsTrimmedAreListedUnlessTheyAreReplaced() throws Exception {
        tree = root(Trim.NONE);
        assertSumsAreRight();
        assertThat(text(STATUS + "/tool.md5sums")).contains("  usr/share/man/man1/tool.1\n");
        assertThat(text(STATUS + "/base-files.md5sums"))
                .contains("  etc/issue\n")
                .doesNotContain("os-release");
    }

    private void assertSumsAreRight() throws IOException {
        for (String name : packages().keySet()) {
            for (String line : text(STATUS + "/" + name + ".md5sums").lines().toList()) {
                String[] parts = line.split("  ", 2);
                Entry file = tree.get(new TreePath(parts[1])).orElseThrow(() -> new IOException("no " + line));
                assertThat(DebBuilder.md5(((Entry.File) file).content().bytes()))
                        .as(line)
                        .isEqualTo(parts[0]);
            }
        }
    }

    @Test
    void licencesOfEveryPackageAreWhereTheyAreLookedFor() throws Exception {
        for (String name : packages().keySet()) {
            assertThat(text("usr/share/doc/" + name + "/copyright")).as(name).isNotEmpty();
        }
        assertThat(licenses("libodd2.0-0")).containsExactly("Zlib", "LGPL-2.1");
    }

    @Test
    void nothingElseSaysThatPackagesAreInstalled() {
        assertThat(tree.entries().keySet())
                .extracting(TreePath::value)
                .doesNotContain("var/lib/dpkg/status", "var/lib/dpkg/info", "var/lib/dpkg/available");
    }
}
