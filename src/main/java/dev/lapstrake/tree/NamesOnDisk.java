package dev.lapstrake.tree;

import dev.lapstrake.disk.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether a disk can have the files of a tree, whose names are those of Linux: any characters, and case counts. */
final class NamesOnDisk {
    /** Names that Windows keeps for devices, whatever their ending; it drops dots and blanks at the end of a name. */
    private static final Pattern NOT_ON_WINDOWS =
            Pattern.compile("(?i)(.*/)?((con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.[^/]*)?|[^/]*[. ])(/.*)?");

    private final Path top;

    private NamesOnDisk(Path top) {
        this.top = top;
    }

    /**
     * @param top where the tree is to be written
     * @throws IOException if a name is impossible there, or two are the same
     */
    static void check(Tree tree, Path top) throws IOException {
        NamesOnDisk names = new NamesOnDisk(top);
        Map<String, TreePath> known = new HashMap<>();
        for (TreePath path : tree.entries().keySet()) {
            if (!names.isPossible(path)) {
                throw new IOException("this system can have no file of the name '" + path + "'");
            }
            TreePath twin = known.put(path.value().toLowerCase(Locale.ROOT), path);
            if (twin != null && names.ignoresCase()) {
                throw new IOException("'" + twin + "' and '" + path + "' are one and the same file on this system");
            }
        }
    }

    /** A backslash, or a drive at the front, would make other names of it on Windows. */
    private boolean isPossible(TreePath path) {
        try {
            int names = top.resolve(path.value()).getNameCount() - top.getNameCount();
            boolean isSame = names == path.value().split("/", -1).length;
            return isSame
                    && !(Host.isOfWindows(top)
                            && NOT_ON_WINDOWS.matcher(path.value()).matches());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean ignoresCase() throws IOException {
        Path probe = Files.createTempFile(top, "case-", ".probe");
        try {
            return Files.exists(top.resolve(probe.getFileName().toString().toUpperCase(Locale.ROOT)));
        } finally {
            Files.delete(probe);
        }
    }
}
