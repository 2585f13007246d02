package dev.lapstrake.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder for work in progress; it disappears, with all that is in it, when it is closed.
 *
 * @param path the folder, empty at first
 */
public record Scratch(Path path) implements Closeable {
    /** Makes a new folder inside another, which is made where it is missing. */
    public static Scratch in(Path parent) throws IOException {
        return new Scratch(Files.createTempDirectory(Files.createDirectories(parent), "scratch-"));
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    /**
     * Deletes a folder and all that is in it, following no links; nothing happens where there is none. Folders that
     * nobody may write to are no hindrance: some programs make their caches so.
     */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Files.walkFileTree(folder, new Deletion());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!Files.isWritable(folder)) {
                folder.toFile().setWritable(true); // where that fails, the deletion tells why
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            try {
                Files.deleteIfExists(file);
            } catch (AccessDeniedException e) {
                if (Host.current() != Host.WINDOWS) {
                    throw e;
                }
                // Windows deletes nothing that is read-only, as git's objects are.
                Files.setAttribute(file, "dos:readonly", false, LinkOption.NOFOLLOW_LINKS);
                Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
