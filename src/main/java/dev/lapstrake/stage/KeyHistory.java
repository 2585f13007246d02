package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that a project's stages had when they were last finished, part by part: what is another now is why a stage has
 * to be made again.
 */
public final class KeyHistory {
    private final Path folder;

    /**
     * @param folder the project's own, made where it is missing
     */
    public KeyHistory(Path folder) {
        this.folder = folder;
    }

    private KeptText text(String stage) {
        return new KeptText(folder.resolve(Digest.of(stage).brief()));
    }

    /** Remembers the key of a stage that is finished. */
    public void keep(String stage, CacheKey key) throws IOException {
        if (last(stage).equals(parts(key))) {
            return;
        }
        StringBuilder text = new StringBuilder();
        parts(key)
                .forEach((name, value) ->
                        text.append(value).append(' ').append(name).append('\0'));
        text(stage).write(text.toString());
    }

    /** What is another in a key than in the one that was kept last; empty if none was. */
    public List<String> changes(String stage, CacheKey key) throws IOException {
        Map<String, String> before = last(stage);
        Map<String, String> now = parts(key);
        List<String> changes = new ArrayList<>();
        if (before.isEmpty()) {
            return changes;
        }
        now.forEach((name, value) -> {
            if (!before.containsKey(name)) {
                changes.add(name + " is new");
            } else if (!value.equals(before.get(name))) {
                changes.add(name + " is another");
            }
        });
        before.keySet().stream().filter(name -> !now.containsKey(name)).forEach(name -> changes.add(name + " is gone"));
        return changes;
    }

    private static Map<String, String> parts(CacheKey key) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (CacheKey.Part part : key.parts()) {
            String again = parts.put(part.name(), part.value().hex());
            if (again != null) {
                parts.put(part.name(), Digest.of(again + part.value().hex()).hex());
            }
        }
        return parts;
    }

    private Map<String, String> last(String stage) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String line : text(stage).read().orElse("").split("\0", -1)) {
            int space = line.indexOf(' ');
            if (space > 0) {
                parts.put(line.substring(space + 1), line.substring(0, space));
            }
        }
        return parts;
    }
}
