package dev.lapstrake.files;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.FileState;
import dev.lapstrake.tree.FolderListing;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads the files of folders, each only when it has changed since it was read before.
 *
 * <p>As in git's index, a file whose size, times and inode are as they were is taken to be the same; but one that is as
 * young as the reading itself may change again without showing it, so it is read anew the next time.
 *
 * @param indexes the folder that the indexes are kept in
 */
public record FolderFiles(Path indexes, BuildLog log, Clock clock) {
    /** The coarsest clock of a file system in use, FAT's. */
    private static final long GRAIN = TimeUnit.SECONDS.toNanos(2);

    public FolderFiles(Path indexes, BuildLog log) {
        this(indexes, log, Clock.systemUTC());
    }

    /** A moment that is surely past, for any file system. */
    static long surely(Clock clock) {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis()) - GRAIN;
    }

    /** The files of a folder that patterns match. Folders that can't hold any are not looked into. */
    public FolderState read(Path folder, Patterns patterns) throws IOException, BuildException {
        Path real = folder.toRealPath();
        long start = surely(clock);
        FolderListing listing = patterns.list(real);
        Path file = indexes.resolve(Digest.of(real + "\n" + patterns.includes() + "\n" + patterns.excludes())
                .hex());
        FileIndex index = FileIndex.read(file);
        SortedMap<TreePath, Digest> digests = digests(real, listing.states(), index, start);
        index.write(file);
        return new FolderState(listing.tree(), digests);
    }

    private SortedMap<TreePath, Digest> digests(
            Path folder, SortedMap<TreePath, FileState> states, FileIndex index, long start)
            throws IOException, BuildException {
        SortedMap<TreePath, Digest> digests = new TreeMap<>();
        List<Map.Entry<TreePath, FileState>> unknown = new ArrayList<>();
        for (Map.Entry<TreePath, FileState> file : states.entrySet()) {
            Optional<Digest> known = index.find(file.getKey().value(), file.getValue());
            known.ifPresentOrElse(digest -> digests.put(file.getKey(), digest), () -> unknown.add(file));
        }
        List<Digest> read = SideBySide.map(
                unknown, file -> hash(folder.resolve(file.getKey().value())));
        for (int i = 0; i < read.size(); i++) {
            Map.Entry<TreePath, FileState> file = unknown.get(i);
            digests.put(file.getKey(), read.get(i));
            if (file.getValue().isOlderThan(start)) {
                index.add(file.getKey().value(), file.getValue(), read.get(i));
            }
        }
        log.detail("%s: %d files looked at, %d read".formatted(folder, states.size(), read.size()));
        return digests;
    }

    private static Digest hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in);
        }
    }
}
