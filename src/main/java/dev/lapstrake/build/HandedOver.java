package dev.lapstrake.build;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Remembers what a stage of the compile phase handed over into a folder of the build, so that files go when the stage no
 * longer makes them, and nothing is written that is there.
 *
 * @param record the file that remembers
 * @param of the folder, and the digest of what it got
 * @param files sizes and times, by path
 */
record HandedOver(Path record, String of, Map<String, String> files) {
    HandedOver {
        files = Map.copyOf(files);
    }

    static HandedOver read(Path output, String stage) throws IOException {
        Path record = output.resolve("stages").resolve(stage);
        Map<String, String> files = new LinkedHashMap<>();
        String[] lines = Files.exists(record) ? Files.readString(record).split("\0", -1) : new String[] {""};
        for (int i = 1; i + 1 < lines.length; i += 2) {
            files.put(lines[i], lines[i + 1]);
        }
        return new HandedOver(record, lines[0], files);
    }

    /** True if the folder has what the stage gives now, and nobody has touched it since. */
    boolean isStill(StageResult result, Path folder) throws IOException {
        if (!of.equals(of(result, folder))) {
            return false;
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!state(folder.resolve(file.getKey())).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static String of(StageResult result, Path folder) {
        return result.layer().diffId().hex() + " " + folder;
    }

    private static String state(Path file) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.size() + " " + found.lastModifiedTime();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Writes the stage's files over those of before, and deletes the ones that are no longer among them. */
    void replace(Tree tree, StageResult result, Path folder) throws IOException {
        FolderWriter.write(tree, Files.createDirectories(folder));
        Map<String, String> now = new TreeMap<>();
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            if (!(entry.getValue() instanceof Entry.Folder)) {
                String path = entry.getKey().value();
                now.put(path, state(folder.resolve(path)));
            }
        }
        if (of.endsWith(" " + folder)) {
            deleteAllBut(now, folder);
        }
        StringBuilder text = new StringBuilder(of(result, folder));
        now.forEach((path, state) -> text.append('\0').append(path).append('\0').append(state));
        AtomicFile.write(record, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void deleteAllBut(Map<String, String> now, Path folder) throws IOException {
        for (String path : files.keySet()) {
            if (!now.containsKey(path)) {
                delete(TreePath.of(path), folder);
            }
        }
    }

    /** Deletes a file, and the folders that have nothing left in them. */
    private static void delete(TreePath path, Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(path.value()));
        for (Optional<TreePath> at = path.parent();
                at.isPresent();
                at = at.get().parent()) {
            try {
                Files.deleteIfExists(folder.resolve(at.get().value()));
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
