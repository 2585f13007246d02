package dev.lapstrake.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.Problems;
import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTest {
    private static final String BOOT = "package org.springframework.boot.autoconfigure;"
            + " @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
            + " public @interface SpringBootApplication {}";

    @TempDir
    Path folder;

    private ProjectFixture project;

    @BeforeEach
    void makeProject() {
        project = new ProjectFixture(folder);
    }

    @Test
    void ofSortsFilesIntoLayersByHowOftenTheyChange() throws Exception {
        project.main("a.Main")
                .resource("application.txt", "x")
                .dependency("g", "lib", "1.0", Origin.RELEASE)
                .dependency("g", "snap", "2-SNAPSHOT", Origin.SNAPSHOT);
        Application application = application();
        assertThat(application.layers())
                .extracting(ApplicationLayer::name)
                .containsExactly("dependencies", "snapshots", "launch", "resources", "classes");
        assertThat(paths(application))
                .containsExactly(
                        "app/libs/lib-1.0.jar",
                        "app/libs/snap-2-SNAPSHOT.jar",
                        "app/classpath",
                        "app/resources/application.txt",
                        "app/classes/a/Main.class");
        assertThat(classPath(application))
                .isEqualTo(
                        "-cp\n\"/app/resources:/app/classes:/app/libs/lib-1.0.jar:/app/libs/snap-2-SNAPSHOT.jar\"\n");
    }

    @Test
    void ofWhenArtifactsOfTwoGroupsShareANameKeepsBoth() throws Exception {
        project.main("a.Main")
                .dependency("one", "lib", "1.0", Origin.RELEASE)
                .dependency("two", "lib", "1.0", Origin.RELEASE);
        assertThat(paths(application())).contains("app/libs/one-lib-1.0.jar", "app/libs/two-lib-1.0.jar");
    }

    @Test
    void ofWhenDependencyIsAFolderOfClassesTakesItWhole() throws Exception {
        Path sibling =
                new ProjectFixture(folder.resolve("sibling")).main("b.Other").classes();
        Dependency dependency = new Dependency("g", "sibling", "1", "", sibling, Origin.REACTOR);
        ProjectSource source = project.main("a.Main").source();
        Application application = Application.of(
                new ProjectSource(source.classes(), List.of(dependency), source.mainClass(), source.mainClass()),
                Packing.FOLDERS,
                DependencyLayers.STANDARD,
                project.jars(),
                BuildLog.SILENT);
        assertThat(paths(application)).contains("app/libs/sibling-1.jar/b/Other.class");
    }

    @Test
    void ofWhenThereAreDeveloperToolsLeavesThemOut() throws Exception {
        project.main("a.Main").dependency("org.springframework.boot", "spring-boot-devtools", "3", Origin.RELEASE);
        assertThat(paths(application())).noneMatch(path -> path.contains("devtools"));
    }

    @Test
    void ofWhenModuleOfTheSameBuildIsPackedAgainShipsTheSameJar() throws Exception {
        Digest first = shipped(jar("one.jar", 1_000_000_000_000L, "#Mon Nov 23\nversion=1\n", "a", "b"));
        Digest second = shipped(jar("two.jar", 2_000_000_000_000L, "#Tue Nov 24\nversion=1\n", "b", "a"));
        assertThat(second).isEqualTo(first);
        Digest other = shipped(jar("three.jar", 0, "#Tue Nov 24\nversion=2\n", "b", "a"));
        assertThat(other).isNotEqualTo(first);
    }

    private Path jar(String name, long time, String properties, String... names) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry("META-INF/maven/g/a/pom.properties");
            entry.setTime(time);
            zip.putNextEntry(entry);
            zip.write(properties.getBytes(StandardCharsets.UTF_8));
            for (String each : names) {
                zip.putNextEntry(new ZipEntry(each));
            }
        }
        return jar;
    }

    private Digest shipped(Path jar) throws IOException {
        return Digest.of(project.jars().of(jar));
    }

    @Test
    void ofWhenNothingIsCompiledSaysSo() {
        assertProblem("nothing-compiled");
    }

    @Test
    void ofWhenNoClassHasAMainSaysSo() throws Exception {
        project.compile("a.Library", "package a; public class Library {}");
        assertProblem("main-class-missing");
    }

    @Test
    void ofWhenSeveralClassesHaveAMainNamesThem() throws Exception {
        project.main("a.One").main("a.Two");
        assertThat(assertProblem("main-class-ambiguous").found()).isEqualTo("a.One, a.Two");
    }

    @Test
    void ofWhenOneOfSeveralIsTheSpringBootApplicationTakesIt() throws Exception {
        project.main("a.One")
                .compile("org.springframework.boot.autoconfigure.SpringBootApplication", BOOT)
                .compile(
                        "a.App",
                        "package a; @org.springframework.boot.autoconfigure.SpringBootApplication"
                                + " public class App { public static void main(String[] a) {} }");
        assertThat(application().mainClass()).isEqualTo("a.App");
    }

    @Test
    void ofWhenMainClassIsGivenTakesItWhereverItIs() throws Exception {
        project.main("a.One").main("a.Two").mainClass("a.Two");
        assertThat(application().mainClass()).isEqualTo("a.Two");
    }

    @Test
    void ofWhenGivenMainClassIsNowhereSaysSo() throws Exception {
        project.main("a.One").dependency("g", "lib", "1", Origin.RELEASE).mainClass("a.Gone");
        assertProblem("main-class-unknown");
    }

    @Test
    void ofWhenGivenMainClassIsNoNameSaysSo() throws Exception {
        project.main("a.One").mainClass("a/One.class");
        assertProblem("main-class-malformed");
    }

    @Test
    void ofWhenAnotherPluginDeclaresTheMainClassTakesIt() throws Exception {
        project.main("a.One").main("a.Two").declaredMainClass("a.One");
        assertThat(application().mainClass()).isEqualTo("a.One");
    }

    @ParameterizedTest
    @CsvSource({
        "application.properties, 'server.port=9090', 9090",
        "application.properties, 'server.port 9090', 9090",
        "application.properties, '# server.port=1', 8080",
        "application.properties, 'name=gr\u00fcn', 8080",
        "application.properties, 'server.port=${PORT:8081}', -1",
        "application.yml, 'server:\n  servlet: {}\n  port: 7070 # http\n', 7070",
        "application.yml, 'server: {port: 7070}\n', -1",
        "application.yml, 'server:\n  servlet: {}\n', 8080",
        "application.yml, 'management:\n  port: 7070\n', 8080"
    })
    void portWhenSpringBootServesTheWebIsWhatIsWritten(String file, String text, int port) throws Exception {
        project.main("a.Main")
                .resource(file, text)
                .dependency("org.springframework.boot", "spring-boot", "3", Origin.RELEASE)
                .dependency("org.apache.tomcat.embed", "tomcat-embed-core", "10", Origin.RELEASE);
        assertThat(application().port().orElse(-1)).isEqualTo(port);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ofWhenResourceIsALinkShipsWhatItPointsAt() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "content");
        project.main("a.Main");
        Files.createSymbolicLink(project.classes().resolve("linked.txt"), elsewhere);
        assertThat(paths(application())).contains("app/resources/linked.txt");
    }

    @Test
    void ofWhenDeclaredMainClassIsNowhereSaysSo() throws Exception {
        project.main("a.One").declaredMainClass("a.Gone");
        assertThat(assertProblem("main-class-unknown").what()).contains("plugin");
    }

    @Test
    void ofWhenMainClassHasLettersOfAnyLanguageTakesIt() throws Exception {
        project.main("a.Größe").mainClass("a.Größe");
        assertThat(application().mainClass()).isEqualTo("a.Größe");
    }

    @Test
    void portWhenNothingServesTheWebIsNone() throws Exception {
        project.main("a.Main").dependency("org.springframework.boot", "spring-boot", "3", Origin.RELEASE);
        assertThat(application().port()).isEmpty();
    }

    private Application application() throws Exception {
        return Application.of(
                project.source(), Packing.FOLDERS, DependencyLayers.STANDARD, project.jars(), BuildLog.SILENT);
    }

    private Problem assertProblem(String id) {
        return Problems.assertProblem(id, this::application);
    }

    private static List<String> paths(Application application) {
        return application.layers().stream()
                .flatMap(layer -> layer.tree().entries().entrySet().stream())
                .filter(entry -> entry.getValue() instanceof Entry.File)
                .map(entry -> entry.getKey().value())
                .toList();
    }

    private static String classPath(Application application) throws Exception {
        ApplicationLayer launch = application.layers().stream()
                .filter(layer -> layer.name().equals("launch"))
                .findFirst()
                .orElseThrow();
        Entry.File file =
                (Entry.File) launch.tree().get(TreePath.of("app/classpath")).orElseThrow();
        return new String(file.content().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void ofWhenSpringHasPreparedTheApplicationHasItUseThat() throws Exception {
        project.main("a.Main");
        assertThat(Application.of(
                                project.source(),
                                Packing.FOLDERS,
                                DependencyLayers.STANDARD,
                                project.jars(),
                                BuildLog.SILENT)
                        .options())
                .isEmpty();
        project.resource("a/Main__ApplicationContextInitializer.class", "");
        assertThat(Application.of(
                                project.source(),
                                Packing.FOLDERS,
                                DependencyLayers.STANDARD,
                                project.jars(),
                                BuildLog.SILENT)
                        .options())
                .containsExactly("-Dspring.aot.enabled=true");
    }
}
