package dev.lapstrake.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.CachePrune.Limits;
import dev.lapstrake.cache.CachePrune.Pruned;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CachePruneTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    @TempDir
    Path cache;

    private final Instant now = Instant.now();
    private Layout layout;

    @BeforeEach
    void open() throws Exception {
        new CacheMark(cache).make();
        layout = Layout.ofCache(CacheContents.layout(cache));
    }

    @Test
    void runWhenTheFolderHadOtherFilesBeforeTouchesNothing() throws Exception {
        Path theirs = Files.createDirectories(cache.resolve("theirs"));
        Files.createDirectories(theirs.resolve("debian"));
        Path control = Files.writeString(theirs.resolve("debian/control"), "Source: theirs\n");
        old(control, 90);
        new CacheMark(theirs).make();
        assertThat(new CachePrune(theirs, now)
                        .run(new Limits(Duration.ofDays(1), 0))
                        .entries())
                .isZero();
        assertThat(control).exists();
    }

    @Test
    void runWhenTooLargeSparesTheScratchOfARunningBuild() throws Exception {
        file("scratch/scratch-1/work/file", 10_000, 0);
        for (String path : List.of("scratch/scratch-1/work/file", "scratch/scratch-1/work", "scratch/scratch-1")) {
            Files.setLastModifiedTime(cache.resolve(path), FileTime.from(now.minusSeconds(2 * 3600)));
        }
        prune(FOR_EVER, 1);
        assertThat(cache.resolve("scratch/scratch-1/work/file")).exists();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void runDropsWhatKilledBuildsLeftWhateverItsLinksLeadTo() throws Exception {
        file("scratch/scratch-1/file", 10, 2);
        Files.createSymbolicLink(cache.resolve("scratch/scratch-1/nowhere"), Path.of("gone"));
        Files.createSymbolicLink(cache.resolve("scratch/scratch-1/fresh"), cache.resolve("CACHEDIR.TAG"));
        for (String link : List.of("nowhere", "fresh")) {
            Files.getFileAttributeView(
                            cache.resolve("scratch/scratch-1/" + link),
                            BasicFileAttributeView.class,
                            LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(now.minus(Duration.ofDays(2))), null, null);
        }
        old(cache.resolve("scratch/scratch-1"), 2);
        prune(FOR_EVER, Long.MAX_VALUE);
        assertThat(cache.resolve("scratch/scratch-1")).doesNotExist();
    }

    @Test
    void sizeCountsWhatIsSharedOnce() throws Exception {
        Descriptor shared = blob(1, 100_000);
        image("image:one", 2, shared, blob(2, 1000));
        image("image:two", 1, shared, blob(3, 1000));
        file("debian/sha256/a", 5000, 3);
        CacheContents contents = CacheContents.of(cache);
        assertThat(contents.entries()).hasSize(3);
        assertThat(contents.entries()).extracting(CacheEntry::kind).contains("image", "debian");
        assertThat(contents.size()).isBetween(107_000L, 110_000L);
    }

    @Test
    void runWhenTooLargeDropsTheOldestFirst() throws Exception {
        Descriptor shared = blob(1, 10_000);
        image("stage-old", 30, shared, blob(2, 10_000));
        image("stage-new", 2, shared, blob(3, 10_000));
        file("debian/old", 10_000, 20);
        Pruned pruned = prune(FOR_EVER, 22_000);
        assertThat(tags()).containsExactly("stage-new");
        assertThat(cache.resolve("debian/old")).doesNotExist();
        assertThat(layout.has(shared)).isTrue();
        assertThat(pruned.entries()).isEqualTo(2);
        assertThat(pruned.bytes()).isBetween(20_000L, 22_000L);
    }

    @Test
    void runWhenTheOldestFreesNothingGoesOn() throws Exception {
        Descriptor shared = blob(1, 10_000);
        image("stage-old", 30, shared);
        image("stage-middle", 20, shared);
        image("stage-new", 2, blob(3, 100));
        prune(FOR_EVER, 5000);
        assertThat(tags()).containsExactly("stage-new");
        assertThat(layout.has(shared)).isFalse();
    }

    @Test
    void runWhenTooOldDropsThatAlone() throws Exception {
        image("stage-old", 31, blob(1, 100));
        image("stage-new", 29, blob(2, 100));
        file("references/old", 10, 31);
        file("references/new", 10, 29);
        assertThat(prune(Duration.ofDays(30), Long.MAX_VALUE).entries()).isEqualTo(2);
        assertThat(tags()).containsExactly("stage-new");
        assertThat(cache.resolve("references")).isDirectoryNotContaining("glob:**old");
    }

    @Test
    void runWhenWithinTheHourSparesEverything() throws Exception {
        image("stage-new", 0, blob(1, 100));
        Descriptor unnamed = layout.add(MediaType.LAYER_TAR, new byte[] {1});
        file("debian/new", 10, 0);
        assertThat(prune(Duration.ZERO, 0).entries()).isZero();
        assertThat(tags()).containsExactly("stage-new");
        assertThat(layout.has(unnamed)).isTrue();
    }

    @Test
    void runDropsBlobsThatNothingNames() throws Exception {
        Descriptor unnamed = blob(1, 100);
        prune(FOR_EVER, Long.MAX_VALUE);
        assertThat(layout.has(unnamed)).isFalse();
    }

    @Test
    void runDropsWhatKilledBuildsLeftAndNoLock() throws Exception {
        file("scratch/scratch-1/deep/file", 10, 2);
        old(cache.resolve("scratch/scratch-1/deep"), 2);
        old(cache.resolve("scratch/scratch-1"), 2);
        file("scratch/scratch-2/file", 10, 0);
        file("oci/.x.part", 10, 2);
        file("oci/blobs/sha256/.y.part", 10, 2);
        file("assembly/lock", 0, 90);
        file("oci/.lock", 0, 90);
        file("of-the-user/file", 10, 90);
        prune(Duration.ofDays(1), Long.MAX_VALUE);
        assertThat(cache.resolve("scratch/scratch-1")).doesNotExist();
        assertThat(cache.resolve("scratch/scratch-2/file")).exists();
        assertThat(cache.resolve("oci/.x.part")).doesNotExist();
        assertThat(cache.resolve("oci/blobs/sha256/.y.part")).doesNotExist();
        assertThat(cache.resolve("assembly/lock")).exists();
        assertThat(cache.resolve("oci/.lock")).exists();
        assertThat(cache.resolve("of-the-user/file")).exists();
    }

    @Test
    void runWhenAManifestIsDamagedDropsItsEntry() throws Exception {
        image("stage-damaged", 2, blob(1, 1000));
        image("stage-right", 3, blob(2, 1000));
        Path manifest = layout.blob(layout.find("stage-damaged").orElseThrow().digest());
        Files.write(manifest, new byte[] {1});
        prune(FOR_EVER, Long.MAX_VALUE);
        assertThat(tags()).containsExactly("stage-right");
    }

    @Test
    void keepLooksOnceAnHourAndDropsTheOldest() throws Exception {
        image("stage-old", 30, blob(1, 10_000));
        image("stage-new", 2, blob(2, 10_000));
        assertThat(new CacheLimit(cache, 1_000_000).keep(now)).isPresent();
        assertThat(new CacheLimit(cache, 15_000).keep(now.plusSeconds(60))).isEmpty();
        assertThat(tags()).hasSize(2);
        assertThat(new CacheLimit(cache, 15_000).keep(now.plusSeconds(3601))).isPresent();
        assertThat(tags()).containsExactly("stage-new");
    }

    private Pruned prune(Duration age, long size) throws IOException {
        return new CachePrune(cache, now).run(new Limits(age, size));
    }

    private List<String> tags() throws IOException {
        return layout.index().stream().map(entry -> entry.refName().orElse("")).toList();
    }

    private Descriptor blob(int seed, int size) throws IOException {
        byte[] bytes = dev.lapstrake.registry.SampleImages.bytes(seed, size);
        Descriptor blob = layout.add(MediaType.LAYER_TAR, bytes);
        old(layout.blob(Digest.of(bytes)), 90);
        return blob;
    }

    private void image(String tag, int days, Descriptor... layers) throws IOException {
        Descriptor config = layout.add(MediaType.EMPTY, new byte[] {'{', '}'});
        byte[] bytes = Manifest.ofImage(config, List.of(layers)).bytes();
        layout.tag(tag, layout.add(MediaType.MANIFEST, bytes));
        old(layout.blob(Digest.of(bytes)), days);
    }

    private void file(String path, int size, int days) throws IOException {
        Path file = cache.resolve(path);
        Files.createDirectories(file.getParent());
        old(Files.write(file, new byte[size]), days);
    }

    private void old(Path file, int days) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(days))));
    }
}
