package dev.lapstrake.build;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers what stages of the compile phase handed over into a folder of the build, so that files go when no stage makes
 * them any more, and nothing is written that is there.
 *
 * @param record the file that remembers
 * @param folder that got the files
 * @param content what they are of: digests of the stages' layers
 * @param files sizes and times, by path
 */
record HandedOver(Path record, Path folder, String content, Map<String, String> files) {
    HandedOver {
        files = Map.copyOf(files);
    }

    private static Path records(Path output) {
        return output.resolve("stages");
    }

    static HandedOver read(Path output, Path folder) throws IOException {
        Path record = records(output).resolve(Digest.of(folder.toString()).hex());
        return Files.exists(record) ? parse(record) : new HandedOver(record, folder, "", Map.of());
    }

    private static HandedOver parse(Path record) throws IOException {
        String[] words = Files.readString(record).split("\0", -1);
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 2; i + 1 < words.length; i += 2) {
            files.put(words[i], words[i + 1]);
        }
        return new HandedOver(record, Path.of(words[0]), words.length > 1 ? words[1] : "", files);
    }

    /** Deletes what folders got that get nothing any more. */
    static void clear(Path output, Set<Path> folders) throws IOException {
        if (!Files.isDirectory(records(output))) {
            return;
        }
        try (DirectoryStream<Path> records = Files.newDirectoryStream(records(output))) {
            for (Path file : records) {
                HandedOver old = parse(file);
                if (!folders.contains(old.folder())) {
                    old.deleteAllBut(Tree.EMPTY);
                    Files.delete(file);
                }
            }
        }
    }

    /** True if the folder has what the stages give now, and nobody has touched it since. */
    boolean isStill(String now) {
        return content.equals(now)
                && files.entrySet().stream()
                        .allMatch(file -> state(folder.resolve(file.getKey())).equals(file.getValue()));
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.size() + " " + found.lastModifiedTime();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Deletes the files of before that are no longer among the stages', and writes theirs. At every moment the record has
     * all that is there, so that a build that is killed leaves nothing that the next one does not know of.
     */
    void replace(Tree tree, String now) throws IOException {
        SortedMap<String, String> known = new TreeMap<>(files);
        paths(tree).keySet().forEach(path -> known.putIfAbsent(path, ""));
        write("", known);
        deleteAllBut(tree);
        FolderWriter.write(tree, Files.createDirectories(folder));
        write(now, paths(tree));
    }

    private SortedMap<String, String> paths(Tree tree) {
        SortedMap<String, String> paths = new TreeMap<>();
        tree.entries().forEach((path, entry) -> {
            if (!(entry instanceof Entry.Folder)) {
                paths.put(path.value(), state(folder.resolve(path.value())));
            }
        });
        return paths;
    }

    private void write(String now, Map<String, String> states) throws IOException {
        StringBuilder text = new StringBuilder(folder.toString()).append('\0').append(now);
        states.forEach(
                (path, state) -> text.append('\0').append(path).append('\0').append(state));
        AtomicFile.write(record, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Links go in any case: a folder may come in their place. */
    private void deleteAllBut(Tree tree) throws IOException {
        for (String name : files.keySet()) {
            TreePath path = TreePath.of(name);
            boolean stays = tree.get(path).filter(Entry.File.class::isInstance).isPresent()
                    && !Files.isSymbolicLink(folder.resolve(name));
            if (!stays) {
                delete(path);
            }
        }
    }

    /** Deletes a file, and the folders that have nothing left in them. */
    private void delete(TreePath path) throws IOException {
        try {
            Files.deleteIfExists(folder.resolve(path.value()));
            for (Optional<TreePath> at = path.parent();
                    at.isPresent();
                    at = at.get().parent()) {
                Files.deleteIfExists(folder.resolve(at.get().value()));
            }
        } catch (DirectoryNotEmptyException e) {
            // others have files there
        } catch (FileSystemException e) {
            if (Files.exists(folder.resolve(path.value()), LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }
}
