package dev.lapstrake.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

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

    /** Deletes a folder and all that is in it, following no links; nothing happens where there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
