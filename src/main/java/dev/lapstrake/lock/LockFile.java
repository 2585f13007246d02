package dev.lapstrake.lock;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file that a lock is in, beside the POM. */
public record LockFile(Path path) {
    public static final String NAME = "lapstrake.lock";

    public static LockFile in(Path project) {
        return new LockFile(project.resolve(NAME));
    }

    /** The lock; empty if there is no such file. */
    public Optional<Lock> read() throws IOException, BuildException {
        try {
            return Optional.of(Lock.parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    public void write(Lock lock) throws IOException {
        AtomicFile.write(path, lock.text().getBytes(StandardCharsets.UTF_8));
    }
}
