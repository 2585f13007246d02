package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.declared.Copy;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.root.SamplePackages;
import dev.lapstrake.root.apt.Archive;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.apt.Freshness;
import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application is laid on, remembered until something of it may be another. */
class KnownStagesTest {
    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private BuildFixture fixture;
    private DebianChoice debian;
    private Workshop workshop;

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
        FakeArchive archive = SamplePackages.publish(Files.createDirectory(folder.resolve("mirror")));
        debian = new DebianChoice(
                Suite.TRIXIE, Optional.of(archive.mirror()), Freshness.AN_HOUR, Optional.of(FakeArchive.KEY.keyring()));
        workshop = Workshop.at(fixture.workplace, fixture.registries, log);
    }

    @AfterEach
    void stop() throws Exception {
        workshop.close();
        fixture.close();
    }

    private PlatformRequest request(List<String> packages, StageChoice stages) throws Exception {
        Target target =
                new Target(Platform.LINUX_AMD64, new FoundationChoice.Distroless(RootContents.of(packages)), debian);
        return new PlatformRequest(target, fixture.java(), stages, BuildFixture.launch(List.of()), DebugChoice.NONE);
    }

    private PlatformRequest request() throws Exception {
        return request(List.of(), StageChoice.NONE);
    }

    private Optional<Application> application() throws Exception {
        return workshop.application(request());
    }

    private Optional<Conditions.Key> key(PlatformRequest request) throws Exception {
        return new KnownStages(workshop, request).key(application());
    }

    private void askArchive() throws Exception {
        Archive.open(debian.archive(Platform.LINUX_AMD64, workshop), log);
    }

    private Conditions.Key remembered() throws Exception {
        askArchive();
        StageResult layer = workshop.memory()
                .cache()
                .store("root", CacheKey.of("any", 1), StageOutput.of(Tree.EMPTY, Map.of("summary", "two packages")));
        KnownStages known = new KnownStages(workshop, request());
        Conditions.Key key = known.key(application()).orElseThrow();
        known.remember(
                new KnownStages.Found(List.of(layer), new TreeMap<>(Map.of("archives", "as of today"))),
                key,
                application());
        return key;
    }

    private Optional<KnownStages.Found> find(PlatformRequest request) throws Exception {
        return new KnownStages(workshop, request).find(key(request));
    }

    @Test
    void findGivesWhatWasRememberedAndTellsOfIt() throws Exception {
        remembered();
        KnownStages.Found found = find(request()).orElseThrow();
        assertThat(found.facts()).containsEntry("archives", "as of today");
        assertThat(found.layers()).singleElement().satisfies(layer -> {
            assertThat(layer.key()).isEqualTo(CacheKey.of("any", 1));
            assertThat(layer.fact("summary")).isEqualTo("two packages");
        });
        assertThat(log.steps()).extracting(Step::name).containsExactly("root");
    }

    @Test
    void findWhenAClassRefersToTheSameAsBeforeFindsIt() throws Exception {
        fixture.project.compile("a.Other", "package a; class Other { String one() { return \"1\"; } }");
        remembered();
        fixture.project.compile("a.Other", "package a; class Other { String two() { return \"2\"; } }");
        assertThat(find(request())).isPresent();
    }

    @Test
    void findWhenAClassRefersToAnotherPackageFindsNothing() throws Exception {
        remembered();
        fixture.project.compile("a.Other", "package a; class Other { java.sql.Connection connection; }");
        assertThat(find(request())).isEmpty();
    }

    @Test
    void findWhenAJarOrAWishIsAnotherFindsNothing() throws Exception {
        remembered();
        assertThat(find(request(List.of("tool"), StageChoice.NONE))).isEmpty();
        fixture.project.dependency("g", "more", "1.0", Origin.RELEASE);
        assertThat(find(request())).isEmpty();
    }

    @Test
    void findWhenAResultIsGoneFindsNothing() throws Exception {
        remembered();
        StageResult layer = find(request()).orElseThrow().layers().get(0);
        workshop.cache().delete(layer.layer().blob().digest());
        assertThat(find(request())).isEmpty();
    }

    @Test
    void rememberWhenTheArchiveWasAskedMeanwhileRemembers() throws Exception {
        KnownStages known = new KnownStages(workshop, request());
        Conditions.Key before = known.key(application()).orElseThrow();
        assertThat(before.whole()).isEmpty();
        assertThat(known.find(Optional.of(before))).isEmpty();
        askArchive();
        known.remember(new KnownStages.Found(List.of(), new TreeMap<>()), before, application());
        assertThat(find(request())).isPresent();
    }

    @Test
    void rememberWhenAJarChangedMeanwhileRemembersNothing() throws Exception {
        askArchive();
        KnownStages known = new KnownStages(workshop, request());
        Conditions.Key before = known.key(application()).orElseThrow();
        fixture.project.dependency("g", "more", "1.0", Origin.RELEASE);
        known.remember(new KnownStages.Found(List.of(), new TreeMap<>()), before, application());
        assertThat(find(request())).isEmpty();
    }

    @Test
    void keyWhenMoreThanCodeDecidesIsNone() throws Exception {
        Copy copy = new Copy(
                "page",
                Optional.empty(),
                new Copy.Target(Optional.of(TreePath.of("app/page")), false),
                Copy.Settings.PLAIN);
        assertThat(key(request(List.of(), new StageChoice(List.of(), List.of(copy)))))
                .isEmpty();
        assertThat(key(request().with(DebugChoice.SHELL))).isEmpty();
        assertThat(key(new PlatformRequest(
                        BuildFixture.on(Platform.LINUX_AMD64, fixture.base("base:single")),
                        fixture.java(),
                        StageChoice.NONE,
                        BuildFixture.launch(List.of()),
                        DebugChoice.NONE)))
                .isEmpty();
    }
}
