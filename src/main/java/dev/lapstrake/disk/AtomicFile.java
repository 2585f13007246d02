package dev.lapstrake.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files so that a reader sees the old content or the new, never a part. */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * A name beside which nothing else is written, for a file that is moved into place when it is whole. What is made under
     * it has the permissions that the user's umask gives, and not those of a private temporary file.
     */
    public static Path temporary(Path folder) {
        return folder.resolve("." + UUID.randomUUID() + ".part");
    }

    /** Writes a file's content to the name that it is given. */
    public interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    /** Writes beside the file and moves into place; parent folders are made. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, temporary -> Files.write(temporary, bytes));
    }

    /** Lets the content be written beside the file and moves it into place; parent folders are made. */
    public static void write(Path file, Content content) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = temporary(folder);
        try {
            content.writeTo(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
