package dev.lapstrake.root;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.cache.KeptFindings;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of a root that another machine made: it leads to what that one left, and to nothing else. */
class HeardPlanTest {
    @TempDir
    Path folder;

    private FakeArchive archive;
    private Path shared;

    @BeforeEach
    void publish() throws IOException {
        archive = SamplePackages.publish(folder);
        shared = folder.resolve("shared");
    }

    private RootStage stage(String machine) throws Exception {
        Findings elsewhere = new KeptFindings(shared);
        return new RootStage(
                RootRequest.of(
                        archive.request(archive.mirror(), folder.resolve(machine)), List.of("tool"), ElfNeeds.NONE),
                Optional.empty(),
                Ahead.NOTHING,
                Optional.of(elsewhere),
                BuildLog.SILENT);
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }

    private StageOutput run(RootStage stage) throws Exception {
        return stage.run(none(), Files.createTempDirectory(folder, "scratch"));
    }

    private Path downloads(String machine) {
        return folder.resolve(machine).resolve("sha256");
    }

    @Test
    void keyWhenAnotherMachineHasPlannedReadsNoList() throws Exception {
        CacheKey key = stage("one").key(none());
        assertThat(downloads("one")).isNotEmptyDirectory();
        assertThat(stage("two").key(none())).isEqualTo(key);
        assertThat(downloads("two")).doesNotExist();
    }

    @Test
    void runMakesTheRootOfWhatTheListsSay() throws Exception {
        StageOutput own = run(stage("one"));
        assertThat(TreeDigest.of(run(stage("two")).tree())).isEqualTo(TreeDigest.of(own.tree()));
        assertThat(downloads("two")).isNotEmptyDirectory();
    }

    @Test
    void runWhenThePlanIsNotThatOfTheListsSaysSo() throws Exception {
        stage("one").key(none());
        Path plan;
        try (Stream<Path> files = Files.list(shared)) {
            plan = files.findFirst().orElseThrow();
        }
        Findings forger = new KeptFindings(shared);
        String name = plan.getFileName().toString();
        String forged = forger.find(name).orElseThrow().replace("tool 1 ", "tool 0.9 ");
        forger.keep(name, forged);
        assertThat(assertProblem("cache-plan-differs", () -> run(stage("two"))).found())
                .contains("tool 0.9");
        forger.keep(name, "no plan at all");
        assertThat(run(stage("three")).facts().get("packages")).contains("tool 1 ");
    }
}
