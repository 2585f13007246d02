package dev.lapstrake.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a folder on disk, asked for in a single call: a folder may have tens of thousands.
 *
 * @param isExecutable by the owner's bit, which no umask takes away; where there is none, as on Windows, by how it begins
 */
record DiskEntry(Kind kind, boolean isExecutable, FileState state) {
    private static final String UNIX = "unix:mode,size,lastModifiedTime,ctime,ino";
    private static final int KIND = 0170000; // inode(7)
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int OWNER_EXECUTES = 0100;
    private static final Pattern PROGRAM = Pattern.compile("[^.]+(\\.sh)?");

    enum Kind {
        FOLDER,
        FILE,
        LINK,
        OTHER
    }

    static DiskEntry of(Path file, LinkOption... options) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? ofUnix(Files.readAttributes(file, UNIX, options))
                : ofAny(file, Files.readAttributes(file, BasicFileAttributes.class, options));
    }

    private static DiskEntry ofUnix(Map<String, Object> all) {
        int mode = ((Number) Objects.requireNonNull(all.get("mode"))).intValue();
        Kind kind =
                switch (mode & KIND) {
                    case FOLDER -> Kind.FOLDER;
                    case FILE -> Kind.FILE;
                    case LINK -> Kind.LINK;
                    default -> Kind.OTHER;
                };
        FileState state = new FileState(
                ((Number) Objects.requireNonNull(all.get("size"))).longValue(),
                nanos(all.get("lastModifiedTime")),
                nanos(all.get("ctime")),
                ((Number) Objects.requireNonNull(all.get("ino"))).longValue());
        return new DiskEntry(kind, (mode & OWNER_EXECUTES) != 0, state);
    }

    private static DiskEntry ofAny(Path file, BasicFileAttributes basic) throws IOException {
        Kind kind = basic.isDirectory() ? Kind.FOLDER : basic.isRegularFile() ? Kind.FILE : Kind.OTHER;
        long modified = nanos(basic.lastModifiedTime());
        FileState state = new FileState(basic.size(), modified, modified, 0);
        boolean isProgram = kind == Kind.FILE && isProgram(file);
        return new DiskEntry(basic.isSymbolicLink() ? Kind.LINK : kind, isProgram, state);
    }

    /** Programs of Linux and scripts have names without an ending, or with the shell's; only such files are opened. */
    private static boolean isProgram(Path file) throws IOException {
        if (!PROGRAM.matcher(file.getFileName().toString()).matches()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            return start.equals("\u007fELF") || start.startsWith("#!");
        }
    }

    private static long nanos(@Nullable Object time) {
        return ((FileTime) Objects.requireNonNull(time)).to(TimeUnit.NANOSECONDS);
    }
}
