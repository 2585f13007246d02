package dev.lapstrake.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.StageInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched before it is known what the root needs. */
class RootPrefetchTest {
    @TempDir
    Path folder;

    private FakeArchive archive;

    @BeforeEach
    void publish() throws IOException {
        archive = SamplePackages.publish(folder);
    }

    private RootRequest request(ArchiveRequest from) {
        return RootRequest.of(from, List.of("tool"), ElfNeeds.NONE);
    }

    private static RootPrefetch prefetch(RootRequest request) {
        return new RootPrefetch(request, RootPrefetch.Extent.ALL);
    }

    private Path downloads() throws BuildException {
        return archive.request().cache().resolve("sha256");
    }

    @Test
    void runFetchesAllThatARootWithoutOtherNeedsTakes() throws Exception {
        prefetch(request(archive.request())).run();

        RootStage offline = new RootStage(request(archive.request().offline(true)), BuildLog.SILENT);
        StageInputs none = new StageInputs(Layout.at(folder.resolve("oci")), List.of());
        assertThat(offline.run(none, Files.createTempDirectory(folder, "scratch"))
                        .facts()
                        .get("packages"))
                .contains("libc6 2.41", "tool ");
    }

    @Test
    void runWhenTheArchivesSayTheSameLooksForNothing() throws Exception {
        RootPrefetch prefetch = prefetch(request(archive.request()));
        prefetch.run();
        empty(downloads());

        prefetch.run();
        assertThat(downloads()).isEmptyDirectory();

        prefetch(RootRequest.of(archive.request(), List.of(), ElfNeeds.NONE)).run();
        assertThat(downloads()).as("for another root").isNotEmptyDirectory();
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
