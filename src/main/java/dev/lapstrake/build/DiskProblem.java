package dev.lapstrake.build;

import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what a failure to read or write a file means to the user. */
public final class DiskProblem {
    private static final String[] FULL = {"no space left", "not enough space", "quota exceeded"};

    private DiskProblem() {}

    /** The problem that a failure amounts to. */
    public static Problem of(IOException failure) {
        boolean bare = failure instanceof FileSystemException file && file.getReason() == null;
        String message = bare
                ? failure.toString()
                : Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        String lower = message.toLowerCase(Locale.ROOT);
        if (Stream.of(FULL).anyMatch(lower::contains)) {
            return new Problem(
                    "disk-full",
                    "The disk is full; nothing that was finished before is lost.",
                    message,
                    "make room, or put the cache on another disk with <cacheDirectory> or -Dlapstrake.cache=…");
        }
        return new Problem(
                "file-failed",
                "A file could not be read or written.",
                message,
                "mend what it says, and run the build again; -e shows where it happened");
    }
}
