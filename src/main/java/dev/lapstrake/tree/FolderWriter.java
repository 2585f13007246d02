package dev.lapstrake.tree;

import dev.lapstrake.disk.Host;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a tree into a folder on disk, for programs of the build machine. Of the attributes only the permissions come
 * along. Links that lead out of the folder are refused, absolute ones with them: on the machine they mean another place
 * than in the tree.
 */
public final class FolderWriter {
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    private final Tree tree;
    private final Path top;
    private final Set<Path> safe = new HashSet<>();

    private FolderWriter(Tree tree, Path top) {
        this.tree = tree;
        this.top = top;
    }

    /**
     * @param folder there already; files of the same names in it are replaced
     * @throws IOException among others if this system can't have files of such names, or no links
     * @throws MalformedTreeException if a link leads out of the folder, one of the tree or one that was there
     */
    public static void write(Tree tree, Path folder) throws IOException, MalformedTreeException {
        Path top = folder.toRealPath();
        NamesOnDisk.check(tree, top);
        FolderWriter writer = new FolderWriter(tree, top);
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            writer.write(entry.getKey(), entry.getValue());
        }
    }

    private void write(TreePath path, Entry entry) throws IOException {
        Path file = top.resolve(path.value());
        if (entry instanceof Entry.Folder) {
            makeFolder(path, file);
            return;
        }
        makeFolder(path, Objects.requireNonNull(file.getParent()));
        Files.deleteIfExists(file);
        if (entry instanceof Entry.Link link) {
            checkStays(path, link.target());
            makeLink(file, link.target());
        } else if (entry instanceof Entry.File plain) {
            try (InputStream in = plain.content().open()) {
                Files.copy(in, file);
            }
            setPermissions(file, plain.attributes().mode());
        }
    }

    /** Step by step, since what an earlier tree left in the folder may be a link. */
    private void makeFolder(TreePath path, Path folder) throws IOException {
        if (folder.equals(top) || !safe.add(folder)) {
            return;
        }
        makeFolder(path, Objects.requireNonNull(folder.getParent()));
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
        }
        if (!folder.toRealPath().startsWith(top)) {
            throw new MalformedTreeException("'" + path + "' lies behind a link that leads out of its folder");
        }
    }

    private void checkStays(TreePath path, String target) {
        if (target.startsWith("/") || Links.leaves(tree, path, target)) {
            throw new MalformedTreeException("the link '" + path + "' leads out of its folder, to '" + target + "'");
        }
    }

    private static void makeLink(Path file, String target) throws IOException {
        try {
            Files.createSymbolicLink(file, file.getFileSystem().getPath(target));
        } catch (FileSystemException | InvalidPathException | UnsupportedOperationException e) {
            if (!Host.isOfWindows(file)) {
                throw e;
            }
            throw new IOException(
                    "'" + file + "' is a symbolic link, which Windows lets nobody make unless its developer mode is on",
                    e);
        }
    }

    private static void setPermissions(Path file, int mode) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            for (int bit = 0; bit < BITS.length; bit++) {
                if ((mode >> bit & 1) == 1) {
                    permissions.add(BITS[bit]);
                }
            }
            view.setPermissions(permissions);
        }
    }
}
