package dev.lapstrake.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the store is as new as what it was built from, as far as times tell. */
public final class StoreAge {
    private final Path report;

    public StoreAge(Workplace workplace) {
        this.report = workplace.output().resolve("image.json");
    }

    /**
     * A file that was written after the image: then the image may lack what is in it.
     *
     * @param folder of what goes into the image; need not exist
     */
    public Optional<Path> newer(Path folder) throws IOException {
        if (!Files.exists(report) || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        FileTime built = Files.getLastModifiedTime(report);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            FileTime.fromMillis(file.toFile().lastModified()).compareTo(built) > 0)
                    .sorted()
                    .findFirst();
        }
    }
}
