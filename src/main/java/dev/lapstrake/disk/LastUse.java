package dev.lapstrake.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** When a kept file was last of use: its time of modification, which moves on when the file is used again. */
public final class LastUse {
    private static final Duration GRAIN = Duration.ofMinutes(10);

    private LastUse() {}

    public static Instant of(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    /** Says that a file is in use. Within ten minutes it is not said again: a build that changes nothing writes nothing. */
    public static void note(Path file) throws IOException {
        Instant now = Instant.now();
        try {
            if (of(file).plus(GRAIN).isBefore(now)) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (FileSystemException e) {
            // gone meanwhile, or another user's: then its time says nothing
        }
    }
}
