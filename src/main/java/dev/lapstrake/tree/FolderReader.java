package dev.lapstrake.tree;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a folder on disk as a tree. Owner, times and permissions of the disk stay behind: everything belongs to root,
 * with the time that ships, folders are 0755, and files 0755 or 0644 by whether they are executable. So neither umask
 * nor user name reaches an image.
 */
public final class FolderReader extends SimpleFileVisitor<Path> {
    /** What Java puts in the place of bytes that are no characters. */
    private static final char UNREADABLE = '\uFFFD';

    private final Path top;
    private final Map<TreePath, Entry> entries = new HashMap<>();

    private FolderReader(Path top) {
        this.top = top;
    }

    /** Reads a folder; links in it stay links. */
    public static Tree read(Path folder) throws IOException {
        return read(folder, Set.of());
    }

    /** Reads a folder; in the place of a link comes what it points at. */
    public static Tree readFollowingLinks(Path folder) throws IOException {
        return read(folder, Set.of(FileVisitOption.FOLLOW_LINKS));
    }

    private static Tree read(Path folder, Set<FileVisitOption> options) throws IOException {
        FolderReader reader = new FolderReader(folder.toRealPath());
        Files.walkFileTree(reader.top, options, Integer.MAX_VALUE, reader);
        return Tree.of(reader.entries);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
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

    private TreePath path(Path file) throws IOException {
        String name = top.relativize(file).toString();
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new IOException("'" + file + "' has a name that this locale can't read: set LC_ALL=C.UTF-8");
        }
        return TreePath.of(name.replace(file.getFileSystem().getSeparator(), "/"));
    }
}
