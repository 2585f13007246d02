package dev.lapstrake.files;

import dev.lapstrake.cache.KeptText;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.tree.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Digests of files, by path, each with the state in which the file was read. One that is damaged, or of
 * another version, counts as none.
 */
final class FileIndex {
    private static final String VERSION = "lapstrake files 1\n";

    private final Map<String, Known> known;
    private final Map<String, Known> seen = new HashMap<>();
    private boolean hasNew;

    record Known(FileState state, Digest digest) {
        private static Known parse(String[] parts) {
            FileState state = new FileState(
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]));
            return new Known(state, Digest.parse("sha256:" + parts[0]));
        }

        private String text(String path) {
            return String.join(
                    " ",
                    digest.hex(),
                    Long.toString(state.size()),
                    Long.toString(state.modified()),
                    Long.toString(state.changed()),
                    Long.toString(state.identity()),
                    path);
        }
    }

    private FileIndex(Map<String, Known> known) {
        this.known = known;
    }

    static FileIndex read(Path file) throws IOException {
        String text = new KeptText(file).read().orElse("");
        return new FileIndex(text.startsWith(VERSION) ? parse(text.substring(VERSION.length())) : Map.of());
    }

    private static Map<String, Known> parse(String body) {
        Map<String, Known> known = new HashMap<>();
        for (String line : body.split("\0", 0)) {
            String[] parts = line.split(" ", 6);
            if (parts.length == 6) {
                known.put(parts[5], Known.parse(parts));
            }
        }
        return known;
    }

    /** The digest of a file that is as it was when it was read. */
    Optional<Digest> find(String path, FileState state) {
        Known old = seen.getOrDefault(path, known.get(path));
        if (old == null || !old.state().equals(state)) {
            return Optional.empty();
        }
        seen.put(path, old);
        return Optional.of(old.digest());
    }

    void add(String path, FileState state, Digest digest) {
        seen.put(path, new Known(state, digest));
        hasNew = true;
    }

    /** Keeps what was found and added, and forgets the rest. */
    void write(Path file) throws IOException {
        write(file, 0);
    }

    /**
     * Keeps what was found and added, and the rest too, which others may ask for.
     *
     * @param most how many there may be with the rest; it is forgotten if they are more
     */
    void write(Path file, int most) throws IOException {
        boolean isSame = !hasNew && (known.size() <= most || seen.size() == known.size());
        if (seen.isEmpty() || isSame) {
            return;
        }
        Map<String, Known> all = new TreeMap<>(known);
        all.putAll(seen);
        if (all.size() > most) {
            all.keySet().retainAll(seen.keySet());
        }
        StringBuilder text = new StringBuilder(VERSION);
        all.forEach((path, entry) -> text.append(entry.text(path)).append('\0'));
        new KeptText(file).write(text.toString());
    }
}
