package dev.lapstrake.build;

import dev.lapstrake.files.FileDigests;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderReader;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What lies at paths that a build reads, each file by its digest. */
record Inputs(FileDigests digests) {
    List<String> of(Collection<Path> paths) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, lines);
            } else {
                lines.add(path + " " + (Files.exists(path) ? digests.of(path).hex() : "absent"));
            }
        }
        return lines;
    }

    private void addFolder(Path folder, List<String> lines) throws IOException {
        for (Map.Entry<TreePath, Entry> entry :
                FolderReader.readFollowingLinks(folder).entries().entrySet()) {
            Path path = folder.resolve(entry.getKey().value());
            String content =
                    entry.getValue() instanceof Entry.File ? digests.of(path).hex() : "folder";
            lines.add(path + " " + entry.getValue().attributes().mode() + " " + content);
        }
    }
}
