package dev.lapstrake.cache;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.LastUse;
import dev.lapstrake.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small text in the cache, which ends with a digest of itself and of its name: what is damaged, cut off, or lies where
 * another belongs counts as nothing, and is written anew.
 */
public record KeptText(Path file) {
    private static final int DIGEST_LENGTH = 64;

    /** The text, if it is there as it was written. */
    public Optional<String> read() throws IOException {
        String all;
        try {
            all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int end = Math.max(0, all.length() - DIGEST_LENGTH);
        String text = all.substring(0, end);
        if (!all.substring(end).equals(digest(text))) {
            return Optional.empty();
        }
        LastUse.note(file);
        return Optional.of(text);
    }

    public void write(String text) throws IOException {
        AtomicFile.write(file, (text + digest(text)).getBytes(StandardCharsets.UTF_8));
    }

    private String digest(String text) {
        return Digest.of(file.getFileName() + "\n" + text).hex();
    }
}
