package dev.lapstrake.build;

import dev.lapstrake.files.FileDigests;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
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
    /** A line for each path, and for all that lies in folders; then one for each file among these. */
    List<String> of(Collection<Path> paths) throws IOException, BuildException {
        List<String> lines = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, lines, files);
            } else if (Files.exists(path)) {
                lines.add(path + " file");
                files.add(path);
            } else {
                lines.add(path + " absent");
            }
        }
        for (Digest digest : digests.ofEach(files)) {
            lines.add(digest.hex());
        }
        return lines;
    }

    private static void addFolder(Path folder, List<String> lines, List<Path> files) throws IOException {
        for (Map.Entry<TreePath, Entry> entry :
                FolderReader.readFollowingLinks(folder).entries().entrySet()) {
            Path path = folder.resolve(entry.getKey().value());
            boolean isFile = entry.getValue() instanceof Entry.File;
            lines.add(path + " " + entry.getValue().attributes().mode() + (isFile ? " file" : " folder"));
            if (isFile) {
                files.add(path);
            }
        }
    }
}
