package dev.lapstrake.cache;

import dev.lapstrake.disk.LastUse;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the files in a cache folder that are not of its layout, and what killed builds left anywhere in it. */
final class LooseEntries {
    /** How the names of folders begin that nobody takes for finished ones. */
    static final String SCRATCH = "scratch-";

    /** Those that builds make there. Nothing else is touched, wherever a user puts the cache. */
    private static final List<String> FOLDERS =
            List.of("assembly", "debian", "files", "history", "jdks", "overlaps", "references", "scratch", "verified");

    private final Path cache;
    private final Path layout;
    private final List<CacheEntry.Loose> found = new ArrayList<>();

    private LooseEntries(Path cache, Path layout) {
        this.cache = cache;
        this.layout = layout;
    }

    static List<CacheEntry.Loose> in(Path cache, Path layout) throws IOException {
        LooseEntries entries = new LooseEntries(cache, layout);
        for (String folder : FOLDERS) {
            entries.consider(cache.resolve(folder));
        }
        entries.consider(layout);
        return List.copyOf(entries.found);
    }

    private void look(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                consider(child);
            }
        }
    }

    private void consider(Path path) throws IOException {
        boolean litter = isLitter(path.getFileName().toString());
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !litter && !isUnit(path)) {
                look(path);
            } else if (litter || !isKept(path)) {
                add(path, litter);
            }
        } catch (FileSystemException e) {
            // gone meanwhile, or not ours to look at
        }
    }

    private static boolean isLitter(String name) {
        return name.startsWith(SCRATCH) || name.endsWith(".part");
    }

    /** A folder that goes whole or not at all: a JDK, for which a part missing is damage. */
    private boolean isUnit(Path path) {
        Path inside = cache.relativize(path);
        return inside.getNameCount() == 2 && inside.startsWith("jdks");
    }

    /** Locks stay, since a process may hold them; and the layout's blobs go by what names them. */
    private boolean isKept(Path path) {
        return path.startsWith(layout) || path.getFileName().toString().equals("lock");
    }

    private void add(Path path, boolean litter) throws IOException {
        Measure measure = Measure.of(path);
        Path inside = cache.relativize(path);
        found.add(new CacheEntry.Loose(
                inside.getName(0).toString(), inside.toString(), measure.used(), measure.size(), path, litter));
    }

    /** The bytes below a path, and when any of it was last of use. */
    private record Measure(long size, Instant used) {
        static Measure of(Path path) throws IOException {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                BasicFileAttributes file =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Measure(file.size(), file.lastModifiedTime().toInstant());
            }
            Measure all = new Measure(0, LastUse.of(path));
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    all = all.plus(of(child));
                }
            }
            return all;
        }

        private Measure plus(Measure other) {
            return new Measure(size + other.size, used.isAfter(other.used) ? used : other.used);
        }
    }
}
