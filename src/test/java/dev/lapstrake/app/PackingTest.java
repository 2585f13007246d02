package dev.lapstrake.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.Problems;
import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {
    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private ProjectFixture project;

    @BeforeEach
    void makeProject() throws Exception {
        project = new ProjectFixture(folder)
                .main("a.Main")
                .resource("application.txt", "x")
                .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
                .dependency("g", "lib", "1.0", Origin.RELEASE);
    }

    private Application packed(Packing packing) throws Exception {
        return Application.of(project.source(), packing, DependencyLayers.STANDARD, project.jars(), log);
    }

    @Test
    void ofWhenJarIsLastCoversTheDependencies() throws Exception {
        ClassPath path = packed(Packing.JAR_LAST).classPath();

        assertThat(path.elements()).containsExactly("libs/lib-1.0.jar", "app.jar");
        assertThat(path.archived()).containsExactly("libs/lib-1.0.jar");
    }

    @Test
    void ofWhenJarIsBehindTheStubCoversTheStubToo() throws Exception {
        Application application = packed(Packing.JAR_BEHIND_STUB);

        assertThat(application.classPath().elements()).containsExactly("libs/lib-1.0.jar", "boot/end.jar", "app.jar");
        assertThat(application.classPath().archived()).containsExactly("libs/lib-1.0.jar", "boot/end.jar");
        assertThat(tree(application, "launch").get(TreePath.of("app/boot/end.jar")))
                .isPresent();
    }

    @Test
    void ofWhenJarIsFirstCoversAll() throws Exception {
        ClassPath path = packed(Packing.JAR_FIRST).classPath();

        assertThat(path.elements()).containsExactly("app.jar", "libs/lib-1.0.jar");
        assertThat(path.archived()).isEqualTo(path.elements());
    }

    @Test
    void ofWhenADependencyHasTheSameFilePutsTheOwnJarFirst() throws Exception {
        addToLibrary("application.txt");

        assertThat(packed(Packing.JAR_LAST).classPath().packing()).isEqualTo(Packing.JAR_FIRST);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("application.txt is in app.jar and in lib-1.0.jar", "<covers>application</covers>");
    }

    @Test
    void ofWhenTheOwnJarIsToBeFirstHasNothingToSay() throws Exception {
        addToLibrary("application.txt");

        packed(Packing.JAR_FIRST);

        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void ofWhenADependencyHasFilesThatAllAreFoundKeepsTheOwnJarLast() throws Exception {
        project.resource("META-INF/spring.factories", "a.Service=a.Main");
        addToLibrary("META-INF/spring.factories");

        assertThat(packed(Packing.JAR_LAST).classPath().packing()).isEqualTo(Packing.JAR_LAST);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void ofWhenADependencyOffersTheSameServiceKeepsTheOwnOneFirst() throws Exception {
        project.resource("META-INF/services/a.Service", "a.Main");
        addToLibrary("META-INF/services/a.Service");

        assertThat(packed(Packing.JAR_LAST).classPath().packing()).isEqualTo(Packing.JAR_FIRST);
    }

    private void addToLibrary(String name) throws Exception {
        Path jar = project.source().dependencies().get(0).file();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("../" + name)); // no place in a class path, and no clash
            zip.putNextEntry(new ZipEntry(name));
        }
    }

    @Test
    void ofWhenFilesHaveOtherTimesMakesTheSameJar() throws Exception {
        String before = TreeDigest.of(tree(packed(Packing.JAR_LAST), "classes")).hex();
        try (var files = Files.walk(project.classes())) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
            }
        }
        assertThat(TreeDigest.of(tree(packed(Packing.JAR_LAST), "classes")).hex())
                .isEqualTo(before);
    }

    @Test
    void ofPutsTheManifestFirstAndAllElseInOrderFoldersToo() throws Exception {
        Entry.File jar = (Entry.File) tree(packed(Packing.JAR_LAST), "classes")
                .get(TreePath.of("app/app.jar"))
                .orElseThrow();
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(jar.content().bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsExactly("META-INF/MANIFEST.MF", "META-INF/", "a/", "a/Main.class", "application.txt");
    }

    @Test
    void ofWhenADependencyIsAFolderSaysThatNoArchiveCoversIt() throws Exception {
        ProjectSource source = project.source();
        Dependency sibling = new Dependency("g", "sibling", "1", "", source.classes(), Origin.REACTOR);
        ProjectSource unpackaged =
                new ProjectSource(source.classes(), List.of(sibling), source.mainClass(), source.declaredMainClass());

        Problems.assertProblem(
                "startup-class-folder",
                () -> Application.of(unpackaged, Packing.JAR_LAST, DependencyLayers.STANDARD, project.jars(), log));
    }

    private static Tree tree(Application application, String layer) {
        return application.layers().stream()
                .filter(each -> each.name().equals(layer))
                .findFirst()
                .orElseThrow()
                .tree();
    }
}
