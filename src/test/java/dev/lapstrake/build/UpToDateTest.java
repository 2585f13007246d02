package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.root.SamplePackages;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.apt.Freshness;
import dev.lapstrake.root.apt.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a base that is named by its digest, so that nothing need be asked. */
class UpToDateTest {
    @TempDir
    Path folder;

    private BuildFixture fixture;
    private FoundationChoice base;
    private final RecordedLog log = new RecordedLog();

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
        fixture.log = log;
        Descriptor image = fixture.remote.find("base:single").orElseThrow();
        base = new FoundationChoice.Base(
                ImageReference.parse(fixture.registry.address() + "/base@" + image.digest(), "base"),
                List.of(),
                Optional.empty());
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    private Digest build(List<String> entryPoint) throws Exception {
        log.steps().clear();
        return fixture.build(fixture.request(
                        fixture.java(),
                        StageChoice.NONE,
                        BuildFixture.launch(entryPoint),
                        BuildFixture.on(Platform.ofThisMachine(), base)))
                .digest();
    }

    private Digest build() throws Exception {
        return build(List.of());
    }

    private boolean wasKnown() {
        return log.steps().size() == 1 && log.steps().get(0).detail().equals("nothing has changed");
    }

    @Test
    void runWhenNothingHasChangedAsksNobodyAndMakesNothing() throws Exception {
        Digest first = build();
        assertThat(wasKnown()).isFalse();
        fixture.registry.close();
        assertThat(build()).isEqualTo(first);
        assertThat(wasKnown()).isTrue();
        assertThat(Layout.at(fixture.workplace.store()).has(first)).isTrue();
        assertThat(Json.objects(Json.object(Files.readAllBytes(folder.resolve("target/image.json"))), "steps")
                        .map(step -> Json.text(step, "reused", "")))
                .isNotEmpty()
                .containsOnly("true");
    }

    @Test
    void runWhenTheFirstBuildHadToAskTheArchiveIsKnownFromThenOn() throws Exception {
        FakeArchive archive = SamplePackages.publish(Files.createDirectory(folder.resolve("mirror")));
        DebianChoice debian = new DebianChoice(
                Suite.TRIXIE, Optional.of(archive.mirror()), Freshness.AN_HOUR, Optional.of(FakeArchive.KEY.keyring()));
        BuildRequest request = fixture.request(
                new ApplicationChoice.None(),
                StageChoice.NONE,
                BuildFixture.launch(List.of("/usr/bin/tool")),
                new Target(Platform.LINUX_AMD64, new FoundationChoice.Distroless(List.of()), debian));

        fixture.build(request);
        assertThat(wasKnown()).isFalse();
        log.steps().clear();

        fixture.build(request);
        assertThat(wasKnown()).isTrue();
    }

    @Test
    void runWhenClassesWereCompiledAgainToTheSameIsStillKnown() throws Exception {
        Digest first = build();
        try (Stream<Path> files = Files.walk(fixture.project.classes())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                byte[] content = Files.readAllBytes(file);
                Files.delete(file);
                Files.write(file, content);
            }
        }
        assertThat(build()).isEqualTo(first);
        assertThat(wasKnown()).isTrue();
    }

    @Test
    void runWhenTheStoreIsGoneLaysTheSameThere() throws Exception {
        Digest first = build();
        Scratch.delete(fixture.workplace.output());
        assertThat(build()).isEqualTo(first);
        assertThat(wasKnown()).isTrue();
        assertThat(folder.resolve("target/image-digest")).hasContent(first.toString());
    }

    @Test
    void runWhenTheCacheIsGoneTooMakesItAgain() throws Exception {
        Digest first = build();
        Scratch.delete(fixture.workplace.output());
        Scratch.delete(fixture.workplace.layout());
        assertThat(build()).isEqualTo(first);
        assertThat(wasKnown()).isFalse();
        assertThat(Layout.at(fixture.workplace.store()).has(first)).isTrue();
    }

    @Test
    void runWhenAFileHasChangedMakesAnother() throws Exception {
        Digest first = build();
        fixture.project.resource("new.txt", "x");
        Digest second = build();
        assertThat(second).isNotEqualTo(first);
        assertThat(wasKnown()).isFalse();
        fixture.project.resource("new.txt", "y");
        assertThat(build()).isNotEqualTo(second);
    }

    @Test
    void runWhenAFileIsGoneMakesAnother() throws Exception {
        fixture.project.resource("new.txt", "x");
        Digest first = build();
        Files.delete(fixture.project.classes().resolve("new.txt"));
        assertThat(build()).isNotEqualTo(first);
    }

    @Test
    void runWhenTheRequestIsAnotherMakesAnother() throws Exception {
        Digest first = build();
        Digest second = build(List.of("/other"));
        assertThat(second).isNotEqualTo(first);
        assertThat(build()).isEqualTo(first);
        assertThat(wasKnown()).isTrue();
    }

    @Test
    void runWhenALockMayBecomeTooOldLooksAtItsAgeEachTime() throws Exception {
        Workplace plain = fixture.workplace;
        fixture.workplace = new Workplace(
                plain.project(),
                plain.output(),
                plain.cache(),
                plain.keeping(),
                new LockChoice(false, Optional.of(Duration.ofDays(30))),
                plain.outside());
        Digest first = build();
        assertThat(build()).isEqualTo(first);
        assertThat(wasKnown()).isFalse();
    }

    @Test
    void runWhenTheBaseIsNamedByATagAsksWhereItLeads() throws Exception {
        base = fixture.base("base:single");
        Digest first = build();
        fixture.remote.tag("base:single", fixture.baseImage("other"));
        assertThat(build()).isNotEqualTo(first);
    }
}
