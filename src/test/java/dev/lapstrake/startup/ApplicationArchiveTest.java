package dev.lapstrake.startup;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.app.DependencyLayers;
import dev.lapstrake.app.Packing;
import dev.lapstrake.app.ProjectFixture;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.runtime.FakeJdk;
import dev.lapstrake.runtime.RuntimeExtras;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a runtime whose {@code java} is a script, which does what it is told by the options that a JVM would be told by. */
@EnabledOnOs(OS.LINUX)
class ApplicationArchiveTest {
    private static final String JAVA = """
            #!/bin/sh
            for option; do
                case $option in
                    -XX:DumpLoadedClassList=*) printf 'b/B id: 2\\na/A id: 1\\n' > "${option#*=}" ;;
                    -XX:SharedClassListFile=*) list=${option#*=} ;;
                    -XX:SharedArchiveFile=*) archive=${option#*=} ;;
                    -Xshare:dump) dump=yes ;;
                    -Xshare:off) off=yes ;;
                    -Xlog:class+load:file=*)
                        log=${option#*\\"} log=${log%%\\"*}
                        source='shared objects file'
                        [ -z "$off" ] || source=jrt:/java.base
                        printf 'a.A source: %s\\nb.B source: file:app.jar\\n' "$source" > "$log" ;;
                esac
            done
            [ "$FAIL" = '' ] || { echo "no database"; exit 3; }
            [ -z "$dump" ] || cat "$list" > "$archive"
            """;

    @TempDir
    Path folder;

    private Layout layout;
    private ProjectFixture project;
    private StartupChoice choice = choice(Training.NONE);
    private List<String> options = List.of("-XX:MaxRAMPercentage=75");
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void makeProject() throws Exception {
        layout = Layout.at(folder.resolve("layout"));
        project = new ProjectFixture(folder.resolve("project"))
                .main("a.Main")
                .dependency("g", "lib", "1.0", Origin.RELEASE);
    }

    private static StartupChoice choice(Training training) {
        return new StartupChoice(StartupChoice.Mode.CDS, false, training);
    }

    private ApplicationArchive archive(Packing packing) throws Exception {
        Application application =
                Application.of(project.source(), packing, DependencyLayers.STANDARD, project.jars(), BuildLog.SILENT);
        return new ApplicationArchive(
                List.of(),
                FakeJdk.in(folder.resolve("jdk"), "21.0.1", "").stage("java.base", RuntimeExtras.NONE),
                new ImagePlace(Platform.ofHost(), SearchPath.of(""), folder.resolve("training.log")),
                new Trainee(application, choice, options, environment, 21));
    }

    private StageInputs inputs() throws Exception {
        Entry.File java = new Entry.File(Attributes.EXECUTABLE, Content.of(JAVA.getBytes(StandardCharsets.UTF_8)));
        Tree tree = Tree.EMPTY.with(TreePath.of("opt/java/bin/java"), java).withParents();
        Layer layer = Layer.write(tree, layout);
        StageResult runtime = new StageResult(
                RuntimeStage.NAME, CacheKey.of("runtime", 1), layer, new TreeMap<>(), dev.lapstrake.log.Origin.BUILT);
        return new StageInputs(layout, List.of(runtime));
    }

    private StageOutput run(ApplicationArchive archive) throws Exception {
        return archive.run(inputs(), Files.createTempDirectory(folder, "scratch"));
    }

    private CacheKey key(Packing packing) throws Exception {
        return archive(packing).key(inputs());
    }

    @Test
    void runMakesAnArchiveOfWhatTheTrainingShowsAndCountsWhatIsOutOfIt() throws Exception {
        StageOutput output = run(archive(Packing.JAR_LAST));

        Entry.File made =
                (Entry.File) output.tree().get(TreePath.of("app/startup.jsa")).orElseThrow();
        assertThat(new String(made.content().bytes(), StandardCharsets.UTF_8)).isEqualTo("a/A\nb/B\n");
        assertThat(output.facts())
                .containsEntry("classesFromArchive", "1")
                .containsEntry("classesLoaded", "2")
                .containsEntry("startupReproducible", "true");
        assertThat(ApplicationArchive.options(output.facts()))
                .containsExactly(
                        "-XX:SharedArchiveFile=/app/startup.jsa",
                        "-XX:Tier4InvocationThreshold=25000",
                        "-XX:Tier4MinInvocationThreshold=3000",
                        "-XX:Tier4CompileThreshold=75000",
                        "-XX:Tier4BackEdgeThreshold=200000");
        assertThat(archive(Packing.JAR_LAST).accepts(output.facts())).isTrue();
    }

    @Test
    void runWhenTheApplicationFailsShowsWhatItPrinted() {
        environment = Map.of("FAIL", "1");
        assertThat(assertProblem("startup-failed", () -> run(archive(Packing.JAR_LAST)))
                        .text())
                .contains("exit code 3", "no database");
    }

    @Test
    void runWhenTheImagesOptionsForbidArchivesSaysThatItIsNotUsed() {
        options = List.of("-Xshare:off");
        assertProblem("startup-unused", () -> run(archive(Packing.JAR_LAST)));
    }

    @Test
    void keyWhenAClassChangesStaysUnlessTheArchiveHasIt() throws Exception {
        CacheKey before = key(Packing.JAR_LAST);
        CacheKey covering = key(Packing.JAR_FIRST);
        project.main("a.Main").resource("new.txt", "x");
        assertThat(key(Packing.JAR_LAST)).isEqualTo(before);
        assertThat(key(Packing.JAR_FIRST)).isNotEqualTo(covering);
    }

    @Test
    void keyWhenWhatIsTrainedChangesIsAnother() throws Exception {
        CacheKey before = key(Packing.JAR_LAST);
        options = List.of("-XX:+UseSerialGC");
        CacheKey otherOptions = key(Packing.JAR_LAST);
        environment = Map.of("A", "b");
        CacheKey otherEnvironment = key(Packing.JAR_LAST);
        choice = choice(
                new Training(Optional.empty(), List.of(), new TreeMap<>(), List.of(), Duration.ofSeconds(5), true));
        CacheKey otherTime = key(Packing.JAR_LAST);
        project.dependency("g", "more", "1.0", Origin.RELEASE);
        assertThat(List.of(before, otherOptions, otherEnvironment, otherTime, key(Packing.JAR_LAST)))
                .doesNotHaveDuplicates();
    }

    @Test
    void acceptsNothingThatCouldNotBeSaidOfAnArchive() throws Exception {
        ApplicationArchive archive = archive(Packing.JAR_LAST);
        assertThat(archive.accepts(Map.of("startup", "cds", "classesFromArchive", "1", "classesLoaded", "2")))
                .isTrue();
        assertThat(archive.accepts(Map.of("startup", "-XX:OnError", "classesFromArchive", "1", "classesLoaded", "2")))
                .isFalse();
        assertThat(archive.accepts(Map.of("startup", "cds", "classesFromArchive", "many", "classesLoaded", "2")))
                .isFalse();
        assertThat(archive.accepts(Map.of())).isFalse();
    }
}
