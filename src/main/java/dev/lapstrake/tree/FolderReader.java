package dev.lapstrake.tree;

import dev.lapstrake.disk.Host;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads a folder on disk as a tree. Owner, times and permissions of the disk stay behind: everything belongs to root,
 * with the time that ships, folders are 0755, and files 0755 or 0644 by whether they are executable. So neither umask
 * nor user name reaches an image.
 */
public final class FolderReader {
    /** What Java puts in the place of bytes that are no characters. */
    private static final char UNREADABLE = '\uFFFD';

    private final boolean followsLinks;
    private final Predicate<String> wanted;
    private final Predicate<String> entered;
    private final SortedMap<TreePath, Entry> entries = new TreeMap<>();
    private final SortedMap<TreePath, FileState> states = new TreeMap<>();
    private final Set<Path> around = new HashSet<>();

    private FolderReader(boolean followsLinks, Predicate<String> wanted, Predicate<String> entered) {
        this.followsLinks = followsLinks;
        this.wanted = wanted;
        this.entered = entered;
    }

    /** Reads a folder; links in it stay links. */
    public static Tree read(Path folder) throws IOException {
        return list(folder, path -> true, path -> true).tree();
    }

    /** Reads a folder; in the place of a link comes what it points at. */
    public static Tree readFollowingLinks(Path folder) throws IOException {
        return new FolderReader(true, path -> true, path -> true).list(folder).tree();
    }

    /**
     * Reads some of a folder; links in it stay links. Each entry is asked for once, and no file is opened.
     *
     * @param wanted told each path, with slashes; those that it wants are read
     * @param entered told each folder's path; those that it does not want are not looked into
     */
    public static FolderListing list(Path folder, Predicate<String> wanted, Predicate<String> entered)
            throws IOException {
        return new FolderReader(false, wanted, entered).list(folder);
    }

    private FolderListing list(Path folder) throws IOException {
        Path top = folder.toRealPath();
        if (!Files.isDirectory(top)) {
            throw new NotDirectoryException(folder.toString());
        }
        walk(top, "");
        return new FolderListing(Tree.of(entries), states);
    }

    /**
     * @param prefix of the paths of what is in the folder
     */
    private void walk(Path folder, String prefix) throws IOException {
        Path real = followsLinks ? folder.toRealPath() : folder;
        if (!around.add(real)) {
            throw new FileSystemLoopException(folder.toString());
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                visit(child, prefix + name(child));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        around.remove(real);
    }

    private void visit(Path file, String path) throws IOException {
        DiskEntry found = look(file);
        if (wanted.test(path)) {
            TreePath place = new TreePath(path);
            entries.put(place, entry(file, found));
            if (found.kind() == DiskEntry.Kind.FILE) {
                states.put(place, found.state());
            }
        }
        if (found.kind() == DiskEntry.Kind.FOLDER && entered.test(path)) {
            walk(file, path + "/");
        }
    }

    private DiskEntry look(Path file) throws IOException {
        if (followsLinks) {
            try {
                return DiskEntry.of(file);
            } catch (NoSuchFileException e) {
                return DiskEntry.of(file, LinkOption.NOFOLLOW_LINKS); // a link to nothing
            }
        }
        return DiskEntry.of(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Entry entry(Path file, DiskEntry found) throws IOException {
        return switch (found.kind()) {
            case FOLDER -> Entry.folder();
            case LINK -> Entry.link(target(file));
            case FILE ->
                new Entry.File(
                        found.isExecutable() ? Attributes.EXECUTABLE : Attributes.FILE,
                        Content.slice(file, 0, found.state().size()));
            case OTHER -> throw new IOException("'" + file + "' is neither a file, a folder nor a link");
        };
    }

    private static String target(Path link) throws IOException {
        String separator = link.getFileSystem().getSeparator();
        return Files.readSymbolicLink(link).toString().replace(separator, "/");
    }

    private static String name(Path file) throws IOException {
        String name = Host.current().composed(file.getFileName().toString());
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new IOException("'" + file + "' has a name that this locale can't read: set LC_ALL=C.UTF-8");
        }
        return name;
    }
}
