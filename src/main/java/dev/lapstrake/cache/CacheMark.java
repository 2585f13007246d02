package dev.lapstrake.cache;

import dev.lapstrake.disk.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Marks a folder as a cache that Lapstrake made, by the file of the Cache Directory Tagging Specification, which back-ups
 * know too. Where a user puts the cache into a folder that has something in it, nothing is ever pruned: files of others
 * may be among it.
 */
public record CacheMark(Path cache) {
    private static final String NAME = "CACHEDIR.TAG";
    private static final String TEXT = """
            Signature: 8a477f597d28d172789f06886806bc55
            # This folder is the cache of Lapstrake, which prunes it by itself.
            """;

    /** Makes the folder, with its mark, unless there is something in it. */
    public void make() throws IOException {
        Files.createDirectories(cache);
        if (isEmpty()) {
            AtomicFile.write(cache.resolve(NAME), TEXT.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cache)) {
            return !files.iterator().hasNext();
        }
    }

    /** True if all that is in the folder may be pruned. */
    public boolean isThere() throws IOException {
        Path mark = cache.resolve(NAME);
        return Files.isRegularFile(mark)
                && new String(Files.readAllBytes(mark), StandardCharsets.ISO_8859_1).equals(TEXT);
    }
}
