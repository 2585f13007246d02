package dev.lapstrake.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Writes files so that a reader sees the old content or the new, never a part. */
public final class AtomicFile {
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);

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

    /** Writes a file, unless it has these very bytes. */
    public static void update(Path file, byte[] bytes) throws IOException {
        if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            write(file, bytes);
        }
    }

    /** Lets the content be written beside the file and moves it into place; parent folders are made. */
    public static void write(Path file, Content content) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = temporary(folder);
        try {
            content.writeTo(temporary);
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Moves a whole file into place. On Windows a file that somebody reads, a virus scanner maybe, can't be replaced just then. */
    public static void move(Path temporary, Path file) throws IOException {
        for (int left = TRIES; ; left--) {
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (AccessDeniedException e) {
                if (left == 0 || !Files.exists(file)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
