package dev.lapstrake.tree;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a folder on disk as a tree. Owner, times and permissions of the disk stay behind: everything belongs to root,
 * with the time that ships, folders are 0755, and files 0755 or 0644 by whether they are executable. So neither umask
 * nor user name reaches an image.
 */
public final class FolderReader extends SimpleFileVisitor<Path> {
    private final Path top;
    private final Map<TreePath, Entry> entries = new HashMap<>();

    private FolderReader(Path top) {
        this.top = top;
    }

    /** Links stay links. */
    public static Tree read(Path folder) throws IOException {
        FolderReader reader = new FolderReader(folder);
        Files.walkFileTree(folder, reader);
        return Tree.of(reader.entries);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!folder.equals(top)) {
            entries.put(path(folder), Entry.folder());
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        entries.put(path(file), attributes.isSymbolicLink() ? link(file) : file(file, attributes));
        return FileVisitResult.CONTINUE;
    }

    private static Entry link(Path link) throws IOException {
        return Entry.link(Files.readSymbolicLink(link).toString().replace('\\', '/'));
    }

    private static Entry file(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new IOException("'" + file + "' is neither a file, a folder nor a link");
        }
        Attributes shipped = isExecutable(file) ? Attributes.EXECUTABLE : Attributes.FILE;
        return new Entry.File(shipped, Content.slice(file, 0, attributes.size()));
    }

    /** By the owner's bit, which no umask takes away; a file system without such bits has no executables. */
    private static boolean isExecutable(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private TreePath path(Path file) {
        return TreePath.of(
                top.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"));
    }
}
