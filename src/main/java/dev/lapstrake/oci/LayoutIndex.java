package dev.lapstrake.oci;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.Mutex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The index of a layout, {@code index.json}: changed under a lock, and then replaced. Safe for any number of threads, and
 * writers elsewhere.
 */
final class LayoutIndex {
    private final Path folder;
    private final boolean isOfCache;
    private volatile Known known = new Known("", List.of());

    /** What the file was when it was read last: as long as its text is the same, so is what that means. */
    private record Known(String text, List<Descriptor> entries) {}

    /**
     * @param isOfCache true if an index that can't be read counts as empty
     */
    LayoutIndex(Path folder, boolean isOfCache) {
        this.folder = folder;
        this.isOfCache = isOfCache;
    }

    List<Descriptor> entries() throws IOException {
        if (!Files.exists(file())) {
            return List.of();
        }
        byte[] bytes = Files.readAllBytes(file());
        Known last = known;
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.equals(last.text())) {
            last = new Known(text, parse(bytes));
            known = last;
        }
        return last.entries();
    }

    private List<Descriptor> parse(byte[] bytes) throws IOException {
        try {
            return Index.parse(bytes).manifests();
        } catch (IOException e) {
            if (isOfCache) {
                return List.of();
            }
            throw e;
        }
    }

    void change(UnaryOperator<List<Descriptor>> change) throws IOException {
        try (Mutex lock = lock()) {
            write(change.apply(entries()));
            lock.check();
        }
    }

    /** True if it was another before. */
    boolean replace(List<Descriptor> entries) throws IOException {
        if (Files.exists(file()) && Arrays.equals(Files.readAllBytes(file()), bytes(entries))) {
            return false;
        }
        try (Mutex lock = lock()) {
            write(entries);
            lock.check();
        }
        return true;
    }

    private void write(List<Descriptor> entries) throws IOException {
        byte[] bytes = bytes(entries);
        AtomicFile.write(file(), bytes);
        known = new Known(new String(bytes, StandardCharsets.UTF_8), List.copyOf(entries));
    }

    private static byte[] bytes(List<Descriptor> entries) {
        return Json.readable(Index.of(entries).toJson());
    }

    private Path file() {
        return folder.resolve("index.json");
    }

    private Mutex lock() throws IOException {
        return Mutex.lock(folder.resolve(".lock"));
    }
}
