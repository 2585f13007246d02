package dev.lapstrake.root.deb;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/**
 * A package's file, taken apart ({@code deb(5)}). Its scripts are not read, let alone run.
 *
 * @param control the paragraph that describes it
 * @param md5sums what it says of its files, by where they come to be; as good as the package itself, for scanners only
 * @param tree its files, on a merged {@code /usr}, at the time that ships, without set-uid and set-gid bits
 */
public record Deb(String control, Map<TreePath, String> md5sums, Tree tree) {
    private static final int MOST_CONTROL = 10_000_000;
    private static final int XZ_MEMORY_KIB = 200 << 10;
    private static final int SET_IDS = 06000;

    public Deb {
        md5sums = Map.copyOf(md5sums);
    }

    /**
     * Takes a package apart, whose hash was checked.
     *
     * @param scratch a file to be made, in which the contents lie
     */
    public static Deb unpack(Path file, Path scratch) throws IOException, BuildException {
        Map<String, String> control = new HashMap<>();
        split(file, scratch, control);
        try {
            return new Deb(
                    control.getOrDefault("control", ""),
                    md5sums(control.getOrDefault("md5sums", "")),
                    merged(TarReader.read(scratch)));
        } catch (IllegalArgumentException e) { // names that can't be in a tree, before or after the merge of /usr
            throw unreadable("has a file where none can be: " + e.getMessage()).exception(e);
        }
    }

    private static void split(Path file, Path scratch, Map<String, String> control) throws IOException, BuildException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ArArchiveInputStream ar = new ArArchiveInputStream(in)) {
            for (ArArchiveEntry part = ar.getNextEntry(); part != null; part = ar.getNextEntry()) {
                if (part.getName().startsWith("control.tar")) {
                    readControl(decompressed(part.getName(), ar), control);
                } else if (part.getName().startsWith("data.tar")) {
                    Files.copy(decompressed(part.getName(), ar), scratch);
                }
            }
        }
    }

    /** The paragraph that describes a package; its files are not read. */
    public static String controlOf(Path file) throws IOException, BuildException {
        Map<String, String> control = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ArArchiveInputStream ar = new ArArchiveInputStream(in)) {
            for (ArArchiveEntry part = ar.getNextEntry(); part != null; part = ar.getNextEntry()) {
                if (part.getName().startsWith("control.tar")) {
                    readControl(decompressed(part.getName(), ar), control);
                    break;
                }
            }
        }
        return control.getOrDefault("control", "");
    }

    /** True if a package has a file, or a link, of a name in some folder. */
    public static boolean holds(Path file, String name) throws IOException, BuildException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ArArchiveInputStream ar = new ArArchiveInputStream(in)) {
            for (ArArchiveEntry part = ar.getNextEntry(); part != null; part = ar.getNextEntry()) {
                if (part.getName().startsWith("data.tar")) {
                    return holds(decompressed(part.getName(), ar), name);
                }
            }
        }
        return false;
    }

    private static boolean holds(InputStream data, String name) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(data, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().endsWith("/" + name)) {
                return true;
            }
        }
        return false;
    }

    private static InputStream decompressed(String name, InputStream in) throws IOException, BuildException {
        return switch (name.substring(name.lastIndexOf(".tar"))) {
            case ".tar" -> in;
            case ".tar.gz" -> new GZIPInputStream(in);
            case ".tar.xz" -> new XZInputStream(in, XZ_MEMORY_KIB, true, BasicArrayCache.getInstance());
            default ->
                throw unreadable("is compressed in a way that Lapstrake does not read: " + name)
                        .exception();
        };
    }

    private static Problem unreadable(String what) {
        return Problem.of(
                "package-unreadable",
                "A Debian package " + what + ".",
                "use a <mirror> of Debian itself, whose packages are sound, and compressed by xz");
    }

    private static void readControl(InputStream in, Map<String, String> control) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = entry.getName().replaceFirst("^\\./", "");
            if (name.equals("control") || name.equals("md5sums")) {
                control.put(name, new String(tar.readNBytes(MOST_CONTROL), StandardCharsets.UTF_8));
            }
        }
    }

    private static Map<TreePath, String> md5sums(String text) {
        Map<TreePath, String> sums = new HashMap<>();
        text.lines()
                .map(line -> line.split(" +", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> {
                    sums.put(UsrMerge.path(TreePath.of(words[1])), words[0]);
                });
        return sums;
    }

    private static Tree merged(Tree tree) {
        Map<TreePath, Entry> merged = new HashMap<>();
        tree.entries().forEach((path, entry) -> {
            Attributes attributes = entry.attributes();
            Attributes shipped =
                    attributes.withMode(attributes.mode() & ~SET_IDS).atShippedTime();
            merged.put(UsrMerge.path(path, entry), entry.withAttributes(shipped));
        });
        return Tree.of(merged);
    }
}
