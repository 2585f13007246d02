package dev.lapstrake.oci;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.Mutex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The index of a layout, {@code index.json}: changed under a lock, and then replaced.
 *
 * @param isOfCache true if one that can't be read counts as empty
 */
record LayoutIndex(Path folder, boolean isOfCache) {
    List<Descriptor> entries() throws IOException {
        if (!Files.exists(file())) {
            return List.of();
        }
        byte[] bytes = Files.readAllBytes(file());
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

    void replace(List<Descriptor> entries) throws IOException {
        if (Files.exists(file()) && Arrays.equals(Files.readAllBytes(file()), bytes(entries))) {
            return;
        }
        try (Mutex lock = lock()) {
            write(entries);
            lock.check();
        }
    }

    private void write(List<Descriptor> entries) throws IOException {
        AtomicFile.write(file(), bytes(entries));
    }

    private static byte[] bytes(List<Descriptor> entries) throws IOException {
        return Json.readable(Json.object(Index.of(entries).bytes()));
    }

    private Path file() {
        return folder.resolve("index.json");
    }

    private Mutex lock() throws IOException {
        return Mutex.lock(folder.resolve(".lock"));
    }
}
