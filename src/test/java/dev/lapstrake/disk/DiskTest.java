package dev.lapstrake.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    Path folder;

    @Test
    void lockWhenManyThreadsWantItLetsOneInAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        Callable<Integer> visit = () -> {
            try (Mutex lock = Mutex.lock(folder.resolve("lock"))) {
                lock.check();
                int together = inside.incrementAndGet();
                Thread.sleep(5);
                inside.decrementAndGet();
                return together;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Integer> seen = new ArrayList<>();
        for (Future<Integer> each : threads.invokeAll(List.of(visit, visit, visit, visit, visit, visit))) {
            seen.add(each.get());
        }
        threads.shutdown();
        assertThat(seen).containsOnly(1);
    }

    @Test
    void scratchWhenClosedLeavesNothingAndFollowsNoLink() throws Exception {
        Path outside = Files.writeString(
                Files.createDirectories(folder.resolve("outside")).resolve("kept"), "kept");
        Path inside;
        try (Scratch scratch = Scratch.in(folder.resolve("scratch"))) {
            inside = scratch.path();
            Files.createSymbolicLink(inside.resolve("link"), outside.getParent());
        }
        assertThat(inside).doesNotExist();
        assertThat(outside).exists();
    }

    @Test
    void writeWhenFileExistsReplacesItAndLeavesNoOther() throws Exception {
        Path file = folder.resolve("a").resolve("file");
        AtomicFile.write(file, new byte[] {1});
        AtomicFile.write(file, new byte[] {2});
        assertThat(file).hasBinaryContent(new byte[] {2});
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void deleteWhenFoldersAreReadOnlyOrLinksDeletesThemAndNoMore() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "stays");
        Path top = Files.createDirectories(folder.resolve("top"));
        Path closed = Files.createDirectories(top.resolve("closed/inner"));
        Files.writeString(closed.resolve("file"), "");
        Files.createSymbolicLink(top.resolve("link"), folder);
        closed.toFile().setWritable(false);
        Scratch.delete(top);
        Scratch.delete(top);
        assertThat(top).doesNotExist();
        assertThat(outside).exists();
    }
}
