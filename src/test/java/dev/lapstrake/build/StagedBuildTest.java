package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.declared.Copy;
import dev.lapstrake.declared.CopyText;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.files.Patterns;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.report.PlanText;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images with declared stages, on a base. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StagedBuildTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;
    private final RecordedLog log = new RecordedLog();

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
        fixture.log = log;
        Files.writeString(Files.createDirectories(folder.resolve("front")).resolve("page"), "welcome");
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void runWhenFilesAreCopiedMakesALayerOfThem() throws Exception {
        fixture.build(request(web("mkdir out; cp page out/index"), copy("web", "out", "srv")));
        assertThat(layers()).containsExactly("base", "copy web", "dependencies", "launch", "classes");
        Tree layer = layer(1);
        assertThat(layer.get(TreePath.of("srv/index")))
                .get()
                .isInstanceOfSatisfying(
                        Entry.File.class,
                        file -> assertThat(file.content().size()).isEqualTo("welcome".length()));
        assertThat(Json.objects(config(), "history")).hasSize(5);
    }

    @Test
    void runSendsNothingAheadThatStaysInAStage() throws Exception {
        BuildRequest request = request(
                web("head -c 2000000 /dev/urandom > secret; mkdir out; cp page out"), copy("web", "out", "srv"));
        List<ImageReference> destination = List.of(ImageReference.parse(fixture.registry.address() + "/app", "image"));

        new ImageBuild(fixture.workplace, fixture.registries, destination, log).run(request);

        try (Stream<Path> sent = Files.walk(fixture.remote.folder().resolve("blobs"))) {
            assertThat(sent).allMatch(file -> file.toFile().length() < 1_000_000);
        }
    }

    @Test
    void runWhenNothingChangedRunsNothing() throws Exception {
        BuildRequest request = request(web("mkdir out; cp page out/index"), copy("web", "out", "srv"));
        fixture.build(request);
        log.steps().clear();
        fixture.build(request);
        assertThat(log.steps()).isNotEmpty().allMatch(Step::reused);
    }

    @Test
    void runWhenThereIsNoApplicationStartsWhatTheUserSays() throws Exception {
        StageChoice stages = new StageChoice(List.of(web("cp page out")), List.of(copy("web", "out", "srv/out")));
        BuildRequest request = fixture.request(fixture.base("base:single"), new ApplicationChoice.None(), stages);
        fixture.build(request);
        assertThat(Json.texts(Json.object(config(), "config"), "Entrypoint")).containsExactly("/base");
        fixture.build(fixture.request(
                new ApplicationChoice.None(), stages, BuildFixture.launch(List.of("/srv/out", "-v")), target()));
        assertThat(layers()).containsExactly("base", "copy web");
        assertThat(Json.texts(Json.object(config(), "config"), "Entrypoint")).containsExactly("/srv/out", "-v");
    }

    @Test
    void runWhenThereIsNothingToStartSaysSo() throws Exception {
        BuildRequest request = fixture.request(
                new FoundationChoice.Distroless(List.of()), new ApplicationChoice.None(), StageChoice.NONE);
        assertProblem("entry-point-missing", () -> fixture.build(request));
    }

    @Test
    void runWhenACopyPutsOtherContentOverAnothersSaysSo() throws Exception {
        StageDeclaration web = web("mkdir a b; echo 1 > a/f; echo 2 > b/f");
        BuildRequest request = request(web, copy("web", "a", "srv"), copy("web", "b", "srv"));
        assertThat(assertProblem("copy-overwrites", () -> fixture.build(request))
                        .found())
                .isEqualTo("/srv/f, from copy web, under that of copy web 2");
    }

    @Test
    void runWhenACopyPutsTheSameContentOverAnothersIsFine() throws Exception {
        StageDeclaration web = web("mkdir a b; echo 1 > a/f; cp a/f b");
        fixture.build(request(web, copy("web", "a", "srv"), copy("web", "b", "srv")));
        assertThat(layers()).contains("copy web", "copy web 2");
    }

    @Test
    void runWhenACopyHidesTheApplicationSaysSo() {
        StageDeclaration web = web("mkdir out; echo x > out/classpath");
        assertProblem("copy-overwrites", () -> fixture.build(request(web, copy("web", "out", "app"))));
    }

    @Test
    void runWhenACopyLiesBehindALinkSaysSo() {
        StageDeclaration web = web("mkdir real; ln -s real alias; echo x > f");
        assertProblem(
                "copy-overwrites",
                () -> fixture.build(request(web, copy("web", "", "srv"), copy("web", "f", "srv/alias/f"))));
    }

    @Test
    void runWhenAStageIsNotUsedWarns() throws Exception {
        fixture.build(request(web("exit 1")));
        assertThat(log.warnings()).singleElement().asString().contains("'web' is not used");
    }

    @Test
    void planSaysWhatARunWouldDoAndDoesNothing() throws Exception {
        BuildRequest request = request(web("cp page out"), copy("web", "out", "srv/out"));
        assertThat(plan(request)).extracting(PlannedStage::name).contains("web", "copy web", "classes", "image");
        assertThat(plan(request))
                .allSatisfy(stage -> assertThat(stage.source()).isNotEqualTo(PlannedStage.Source.CACHE));
        fixture.build(request);
        assertThat(new PlanText(plan(request)).lines())
                .noneMatch(line -> line.contains("to be made"))
                .anyMatch(line -> line.startsWith("image") && line.contains("from cache"));
        Files.writeString(folder.resolve("front/page"), "changed");
        fixture.project.main("a.Other").mainClass("a.Main");
        assertThat(new PlanText(plan(request(web("cp page out"), copy("web", "out", "srv/out")))).lines())
                .contains("  input page is another", "  stage web is another");
    }

    @Test
    void planWhenOnlyAClassChangedNamesItsLayer() throws Exception {
        BuildRequest request = request(web("cp page out"), copy("web", "out", "srv/out"));
        fixture.build(request);
        fixture.project.main("a.Other").mainClass("a.Main");
        assertThat(new PlanText(plan(request(web("cp page out"), copy("web", "out", "srv/out")))).lines())
                .endsWith("  layer classes is another");
    }

    @Test
    void planWhenNothingIsCompiledNamesWhatComesLater() throws Exception {
        fixture.project.withoutClasses();
        BuildRequest request = fixture.request(
                new FoundationChoice.Distroless(List.of()),
                fixture.java(),
                new StageChoice(List.of(web("cp page out")), List.of(copy("web", "out", "srv/out"))));
        assertThat(plan(request))
                .extracting(PlannedStage::name)
                .containsExactly("web", "copy web", "runtime", "root", "image");
    }

    @Test
    void compileStagesLayTheirFilesIntoTheBuild() throws Exception {
        Path into = folder.resolve("target/classes/static");
        compile(into, "mkdir -p out/empty; cp page out; ln -s page out/link");
        assertThat(into.resolve("out/page")).hasContent("welcome");
        assertThat(into.resolve("out/link")).isSymbolicLink();
        assertThat(into.resolve("out/empty")).isEmptyDirectory();
    }

    @Test
    void compileStagesWhenAFileIsNoLongerMadeDeleteIt() throws Exception {
        Path into = folder.resolve("target/classes/static");
        Files.writeString(Files.createDirectories(into).resolve("own"), "the project's");
        compile(into, "mkdir -p out/old; cp page out/old/a; cp page out/b");
        compile(into, "mkdir out; cp page out/b");
        assertThat(into.resolve("out/old")).doesNotExist();
        assertThat(into.resolve("out/b")).hasContent("welcome");
        assertThat(into.resolve("own")).hasContent("the project's");
    }

    @Test
    void compileStagesWhenAFileWasDeletedOrChangedLayItAgain() throws Exception {
        Path into = folder.resolve("target/classes/static");
        compile(into, "mkdir out; cp page out/a; cp page out/b");
        Files.delete(into.resolve("out/a"));
        Files.writeString(into.resolve("out/b"), "somebody else's");
        compile(into, "mkdir out; cp page out/a; cp page out/b");
        assertThat(into.resolve("out/a")).hasContent("welcome");
        assertThat(into.resolve("out/b")).hasContent("welcome");
    }

    @Test
    void compileStagesWhenASourceIsNamedLayWhatIsInIt() throws Exception {
        Path into = folder.resolve("target/classes/static");
        compile(into, "mkdir out; cp page out/a; cp page out/b");
        compile(into, "out", "mkdir out; cp page out/a; cp page out/b");
        assertThat(into.resolve("a")).hasContent("welcome");
        assertThat(into.resolve("out/a")).doesNotExist();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void compileStagesWhenAFolderTakesTheirPlaceReplaceFilesAndLinks() throws Exception {
        Path into = folder.resolve("target/classes/static");
        compile(into, "out", "mkdir -p out/v1; cp page out/app; ln -s v1 out/current");
        compile(into, "out", "mkdir -p out/v1 out/app out/current; cp page out/app/x; cp page out/current/y");
        assertThat(into.resolve("app/x")).hasContent("welcome");
        assertThat(into.resolve("current/y")).hasContent("welcome");
        assertThat(into.resolve("current")).isDirectory();
        assertThat(Files.isSymbolicLink(into.resolve("current"))).isFalse();
        assertThat(into.resolve("v1/y")).doesNotExist();
        compile(into, "out", "mkdir out; cp page out/app");
        assertThat(into.resolve("app")).isRegularFile();
    }

    @Test
    void compileStagesWhenTheFolderIsAnotherLeaveNothingInTheOldOne() throws Exception {
        compile(folder.resolve("target/classes/old"), "cp page a");
        compile(folder.resolve("target/classes/new"), "cp page a");
        assertThat(folder.resolve("target/classes/old/a")).doesNotExist();
        assertThat(folder.resolve("target/classes/new/a")).exists();
    }

    @Test
    void compileStagesWhenTwoShareAFolderKeepWhatEitherMakes() throws Exception {
        Path into = folder.resolve("target/classes/static");
        compile(
                into("one", into, "out", "mkdir out; cp page out/a"),
                into("two", into, "out", "mkdir out; cp page out/x"));
        compile(
                into("one", into, "out", "mkdir out; cp page out/x"),
                into("two", into, "out", "mkdir out; cp page out/b"));
        assertThat(into.resolve("x")).exists();
        assertThat(into.resolve("b")).exists();
        assertThat(into.resolve("a")).doesNotExist();
    }

    @Test
    void compileStagesWhenTwoHaveOtherFilesInOnePlaceSaySo() throws Exception {
        Path into = folder.resolve("target/classes/static");
        StageDeclaration one = into("one", into, "out", "mkdir out; cp page out/a");
        StageDeclaration two = into("two", into, "out", "mkdir out; echo other > out/a");
        assertProblem("stage-into-refused", () -> compile(one, two));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void compileStagesWhenTheFolderLeadsOutOfItselfSaySo() throws Exception {
        Path into = Files.createDirectories(folder.resolve("target/classes/static"));
        Files.createSymbolicLink(into.resolve("sub"), Files.createDirectories(folder.resolve("elsewhere")));
        assertProblem("stage-into-refused", () -> compile(into, "out", "mkdir -p out/sub; cp page out/sub/a"));
        assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
    }

    private void compile(Path into, String command) throws BuildException {
        compile(into, "", command);
    }

    private void compile(Path into, String source, String command) throws BuildException {
        compile(into("web", into, source, command));
    }

    private void compile(StageDeclaration... stages) throws BuildException {
        Target target = target();
        new CompileStages(fixture.workplace, fixture.registries, fixture.log)
                .run(new StageChoice(List.of(stages), List.of()), target.platform(), target.debian());
    }

    private StageDeclaration into(String name, Path into, String source, String command) throws BuildException {
        StageDeclaration.Into place = new StageDeclaration.Into(into, copy(name, source, "/"));
        return new StageDeclaration(name, web(command).kind(), List.of(), Optional.of(place));
    }

    private Target target() throws BuildException {
        return BuildFixture.on(Platform.ofThisMachine(), fixture.base("base:single"));
    }

    private StageDeclaration web(String command) {
        StageDeclaration.Setting setting =
                new StageDeclaration.Setting(new TreeMap<>(), new TreeMap<>(), List.of(), Duration.ofMinutes(1));
        return new StageDeclaration(
                "web",
                new StageDeclaration.Commands(
                        folder.resolve("front"), Patterns.ALL, List.of(command), Patterns.ALL, setting),
                List.of(),
                Optional.empty());
    }

    private static Copy copy(String from, String source, String target) throws BuildException {
        return new CopyText(from, source, target, null, null).parse();
    }

    private BuildRequest request(StageDeclaration stage, Copy... copies) throws Exception {
        return fixture.request(
                fixture.base("base:single"), fixture.java(), new StageChoice(List.of(stage), List.of(copies)));
    }

    private List<PlannedStage> plan(BuildRequest request) throws BuildException {
        return new BuildPlan(fixture.workplace, fixture.registries, fixture.log).of(request);
    }

    private List<String> layers() throws Exception {
        JsonObject report = Json.object(Files.readAllBytes(folder.resolve("target/image.json")));
        return Json.objects(report, "layers")
                .map(layer -> Json.text(layer, "name", ""))
                .toList();
    }

    private Manifest manifest() throws Exception {
        Layout store = Layout.at(fixture.workplace.store());
        return store.manifest(store.find("1.0").orElseThrow());
    }

    private JsonObject config() throws Exception {
        Layout store = Layout.at(fixture.workplace.store());
        return Json.object(store.read(manifest().config().digest()));
    }

    private Tree layer(int number) throws Exception {
        Descriptor blob = manifest().layers().get(number);
        List<String> diffIds =
                Json.texts(Json.object(config(), "rootfs"), "diff_ids").toList();
        return new Layer(blob, dev.lapstrake.oci.Digest.parse(diffIds.get(number)))
                .unpack(Layout.at(fixture.workplace.store()), folder.resolve("layer.tar"));
    }
}
