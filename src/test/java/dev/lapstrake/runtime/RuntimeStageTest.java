package dev.lapstrake.runtime;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.app.ProjectFixture;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptFindings;
import dev.lapstrake.classfile.References;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.SinglePackage;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.root.elf.ElfBuilder;
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
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RuntimeStageTest {
    private static final Path HOME = Path.of(System.getProperty("java.home"));

    private static final Digest ANY = Digest.of("any");

    @TempDir
    Path folder;

    @Test
    void neededByWhenCodeUsesAModuleTakesItAndWhatItLooksUp() throws Exception {
        Path classes = new ProjectFixture(folder)
                .compile("a.Main", "package a; class Main { javax.management.MBeanServer server; }")
                .classes();
        Modules modules = finder().neededBy(finder().references(List.of(classes)), List.of("java.sql"), ANY);
        assertThat(modules.names())
                .contains("java.base", "java.management", "jdk.management", "jdk.zipfs", "java.sql")
                .doesNotContain("java.desktop", "java.naming");
    }

    @Test
    void neededByWhenPackageOnlyContainsOthersTakesNoModuleForIt() throws Exception {
        Path classes = new ProjectFixture(folder)
                .compile("a.Main", "package a; class Main { javax.management.remote.JMXConnector remote; }")
                .classes();
        assertThat(finder().neededBy(finder().references(List.of(classes)), List.of(), ANY)
                        .names())
                .doesNotContain("java.management.rmi");
    }

    @Test
    void javaSeTakesAllOfIt() throws Exception {
        assertThat(finder().javaSe(List.of(), ANY).names()).contains("java.se", "jdk.crypto.ec", "jdk.naming.dns");
    }

    @Test
    void neededByWhenModuleIsUnknownNamesIt() throws Exception {
        ModuleFinder finder = finder();
        assertProblem("module-unknown", () -> finder.neededBy(References.NONE, List.of("java.nonsense"), ANY));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void runKeepsOnlyWhatAServerUses() throws Exception {
        fakeJdk("17.0.1", """
                while [ "$1" != --output ]; do shift; done
                /bin/mkdir -p "$2/bin" "$2/lib/security"
                for file in bin/java bin/keytool bin/jcmd lib/libjava.so lib/libawt_xawt.so lib/libjsound.so \
                        lib/security/cacerts; do echo "$file" > "$2/$file"; done
                /bin/chmod 700 "$2/bin/java"
                echo 'JAVA_VERSION="17.0.2"' > "$2/release"
                """);
        Files.createDirectories(folder.resolve("jmods"));
        StageOutput output = stage().run(none(), folder);
        Tree tree = output.tree();
        assertThat(tree.entries().keySet())
                .extracting(TreePath::value)
                .contains("opt/java/bin/java", "opt/java/bin/jcmd", "opt/java/lib/libjava.so")
                .noneMatch(path -> path.matches(".*(keytool|awt_xawt|jsound).*"));
        assertThat(tree.get(TreePath.of("opt/java/bin/java"))
                        .orElseThrow()
                        .attributes()
                        .mode())
                .isEqualTo(0755);
        assertThat(tree.get(TreePath.of("opt/java/lib/security/cacerts")))
                .contains(Entry.link("/etc/ssl/certs/java/cacerts"));
        assertThat(output.facts()).containsEntry(RuntimeStage.VERSION, "17.0.2").containsKey(ElfNeeds.FACT);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void runWhenTextIsDrawnNeedsWhatDrawsIt() throws Exception {
        fakeJdk("17.0.1", """
                while [ "$1" != --output ]; do shift; done
                /bin/mkdir -p "$2/lib/security"
                echo trusted > "$2/lib/security/cacerts"
                /bin/cp "${0%/bin/jlink}/font.so" "$2/lib/libfontmanager.so"
                echo 'JAVA_VERSION="17.0.2"' > "$2/release"
                """);
        Files.createDirectories(folder.resolve("jmods"));
        Files.write(
                folder.resolve("font.so"),
                ElfBuilder.library("libfontmanager.so")
                        .needs("libfreetype.so.6")
                        .bytes());
        assertThat(needs(RuntimeExtras.NONE).libraries()).isEmpty();
        assertThat(needs(new RuntimeExtras(true, new TreeSet<>())).libraries())
                .containsOnlyKeys("libfreetype.so.6", "libfontconfig.so.1");
    }

    private ElfNeeds needs(RuntimeExtras extras) throws Exception {
        StageOutput output = stage(extras).run(none(), Files.createTempDirectory(folder, "scratch"));
        return ElfNeeds.parse(output.facts().getOrDefault(ElfNeeds.FACT, ""));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void runWhenThereAreLanguagesLinksThemAlone() throws Exception {
        fakeJdk("17.0.1", "echo \"$*\"; exit 1");
        Files.createDirectories(folder.resolve("jmods"));
        RuntimeExtras german = new RuntimeExtras(false, new TreeSet<>(List.of("de", "de-DE")));
        assertThat(german.modules()).containsExactly("jdk.localedata");
        assertThat(assertProblem("jdk-tool-failed", () -> stage(german).run(none(), folder))
                        .found())
                .contains("--include-locales=en,de,de-DE");
        assertProblem("jdk-tool-failed", () -> needs(RuntimeExtras.NONE));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void keyCoversWhatNotEveryRuntimeCanDo() throws Exception {
        fakeJdk("17.0.1", "exit 1");
        Files.createDirectories(folder.resolve("jmods"));
        assertThat(List.of(
                        stage().key(none()),
                        stage(new RuntimeExtras(true, new TreeSet<>())).key(none()),
                        stage(new RuntimeExtras(false, new TreeSet<>(List.of("de"))))
                                .key(none())))
                .doesNotHaveDuplicates();
    }

    @Test
    void linkerAtWhenFolderIsNoJdkSaysSo() {
        assertProblem("jdk-without-jlink", () -> Jdk.linkerAt(folder));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linkerAtWhenJdkHasNoJmodsSaysSo() throws Exception {
        fakeJdk("17.0.1", "exit 0");
        assertProblem("jdk-without-jmods", () -> Jdk.linkerAt(folder));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void runWhenJdkCannotLinkFromItsImageSaysSo() throws Exception {
        fakeJdk("25.0.1", "echo 'Linking from run-time image disabled'");
        assertProblem("jdk-without-jmods", () -> stage().run(none(), folder));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void runWhenJlinkFailsShowsWhatItSaid() throws Exception {
        fakeJdk("17.0.1", "echo 'Error: no such thing'; exit 1");
        Files.createDirectories(folder.resolve("jmods"));
        Problem problem = assertProblem("jdk-tool-failed", () -> stage().run(none(), folder));
        assertThat(problem.found()).contains("Error: no such thing");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void runWhenTargetIsDebiansLinksItsModules() throws Exception {
        fakeJdk("17.0.1", """
                while [ "$1" != --module-path ]; do shift; done
                /bin/cat "$2/java.base.jmod"; exit 1
                """);
        Files.createDirectories(folder.resolve("jmods"));
        Problem problem = assertProblem("jdk-tool-failed", () -> new RuntimeStage(
                        Jdk.at(folder), debian("openjdk-17-jdk-headless"), base(), RuntimeExtras.NONE)
                .run(none(), folder));
        assertThat(problem.found()).isEqualTo("modules of Debian's");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void keyChangesWithTheBytesOfTheModules() throws Exception {
        fakeJdk("17.0.1", "exit 1");
        Path module = Files.createDirectories(folder.resolve("jmods")).resolve("java.base.jmod");
        Files.writeString(module, "one");
        CacheKey key = stage().key(none());
        assertThat(stage().key(none())).isEqualTo(key);
        Files.writeString(module, "two");
        assertThat(stage().key(none())).isNotEqualTo(key);
        Jdk jdk = Jdk.at(folder);
        TargetJdk debian = debian("openjdk-17-jdk-headless");
        assertThat(new RuntimeStage(jdk, debian, base(), RuntimeExtras.NONE).key(none()))
                .isNotEqualTo(key)
                .isNotEqualTo(stage().key(none()));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void suitsDebianUnlessItsLibraryIsMusl() throws Exception {
        fakeJdk("17.0.1", "exit 1");
        assertThat(Jdk.at(folder).suitsDebian()).isTrue();
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.1\"\nLIBC=\"musl\"\n");
        assertThat(Jdk.at(folder).suitsDebian()).isFalse();
    }

    @Test
    void identityWhenSuiteHasOtherReleasesOnlyNamesThem() throws Exception {
        TargetJdk jdk = debian("openjdk-21-jdk-headless");
        Problem problem = assertProblem("jdk-not-in-suite", jdk::identity);
        assertThat(problem.fix()).contains("it has openjdk-17-jdk-headless:");
    }

    private TargetJdk debian(String name) throws Exception {
        FakeArchive archive = new FakeArchive(folder.resolve("debian"))
                .add(DebBuilder.of("openjdk-17-jdk-headless", "17.0.3")
                        .file("usr/lib/jvm/java-17-openjdk-amd64/jmods/java.base.jmod", 0644, "modules of Debian's")
                        .file("usr/lib/jvm/java-17-openjdk-amd64/lib/ct.sym", 0644, ""))
                .publish();
        return new TargetJdk.Debian(new SinglePackage(archive.request(), name, BuildLog.SILENT));
    }

    private RuntimeStage stage() throws Exception {
        return stage(RuntimeExtras.NONE);
    }

    private RuntimeStage stage(RuntimeExtras extras) throws Exception {
        return new FakeJdk(folder).stage("java.base", extras);
    }

    private ModuleFinder finder() throws Exception {
        return new ModuleFinder(
                Jdk.at(HOME),
                new KeptFindings(folder.resolve("references")),
                FileDigests.at(folder.resolve("digests")));
    }

    private static Modules base() {
        return new Modules(new TreeSet<>(List.of("java.base")));
    }

    private void fakeJdk(String version, String script) throws Exception {
        FakeJdk.in(folder, version, script);
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }
}
