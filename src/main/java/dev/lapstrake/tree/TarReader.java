package dev.lapstrake.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * Reads an uncompressed tar on disk as a tree. The contents stay in the archive and are read in place, so a large
 * archive costs no memory; the file must stay where it is while the tree is in use.
 */
public final class TarReader {
    private static final int LIMIT = 1_000_000;
    private static final Pattern TOP = Pattern.compile("\\.?/*");
    private static final String CAPABILITIES = "SCHILY.xattr.security.capability"; // as tar(5) calls it

    private final Path archive;
    private final boolean isLayer;
    private final Map<TreePath, Entry> entries = new HashMap<>();
    private final SortedMap<TreePath, TreePath> elsewhere = new TreeMap<>();
    private final SortedMap<TreePath, Special> specials = new TreeMap<>();

    private TarReader(Path archive, boolean isLayer) {
        this.archive = archive;
        this.isLayer = isLayer;
    }

    /**
     * @throws IOException if the file can't be read as a tar, or holds what a tree can't: a device, a name that leaves
     *     the tree, a hard link to nothing
     */
    public static Tree read(Path archive) throws IOException {
        return read(new TarReader(archive, false));
    }

    /**
     * A layer of an image.
     *
     * @param hardLinks to files that are not in the layer, and so in one below it
     * @param specials what the layer has that a tree can't say
     */
    public record LayerTree(Tree tree, SortedMap<TreePath, TreePath> hardLinks, SortedMap<TreePath, Special> specials) {
        public LayerTree {
            hardLinks = Collections.unmodifiableSortedMap(hardLinks);
            specials = Collections.unmodifiableSortedMap(specials);
        }
    }

    /** What an entry of a layer may have, or be, that nothing here writes. */
    public enum Special {
        /** A device or a pipe; it is not in the tree. */
        DEVICE,
        /** A file that lends whoever runs it some of root's powers (capabilities(7)). */
        CAPABILITIES
    }

    /** Reads a layer of an image as {@link #read} does; the devices that some images have are passed over. */
    public static LayerTree readLayer(Path archive) throws IOException {
        TarReader reader = new TarReader(archive, true);
        Tree tree = read(reader);
        return new LayerTree(tree, reader.elsewhere, reader.specials);
    }

    private static Tree read(TarReader reader) throws IOException {
        try (TarFile tar = new TarFile(reader.archive, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                reader.add(entry);
            }
            return Tree.of(reader.entries);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void add(TarArchiveEntry header) throws IOException {
        if (TOP.matcher(header.getName()).matches()) {
            return;
        }
        if (isLayer && isDevice(header)) {
            specials.put(TreePath.of(header.getName()), Special.DEVICE);
            return;
        }
        if (entries.size() + elsewhere.size() >= LIMIT) {
            throw new IOException("more than " + LIMIT + " entries");
        }
        TreePath path = TreePath.of(header.getName());
        Attributes attributes = new Attributes(
                header.getMode() & 07777,
                (int) header.getLongUserId(),
                (int) header.getLongGroupId(),
                header.getLastModifiedTime().toInstant().getEpochSecond());
        elsewhere.remove(path);
        specials.remove(path);
        if (header.getExtraPaxHeader(CAPABILITIES) != null) {
            specials.put(path, Special.CAPABILITIES);
        }
        if (header.isLink()) {
            addHardLink(path, header.getLinkName());
        } else {
            entries.put(path, entry(header, attributes));
        }
    }

    private Entry entry(TarArchiveEntry header, Attributes attributes) throws IOException {
        if (header.isDirectory()) {
            return new Entry.Folder(attributes);
        }
        if (header.isSymbolicLink()) {
            return new Entry.Link(attributes.withMode(0777), header.getLinkName());
        }
        if (header.isSparse() || isDevice(header)) {
            throw new IOException("'" + header.getName() + "' is neither a file, a folder nor a link");
        }
        return new Entry.File(attributes, Content.slice(archive, header.getDataOffset(), header.getSize()));
    }

    private static boolean isDevice(TarArchiveEntry header) {
        return header.isCharacterDevice() || header.isBlockDevice() || header.isFIFO();
    }

    private void addHardLink(TreePath path, String name) throws IOException {
        TreePath target = TreePath.of(name);
        Entry entry = entries.get(target);
        if (entry != null && !(entry instanceof Entry.Folder)) {
            entries.put(path, entry);
        } else if (isLayer && entry == null && !path.equals(target)) {
            entries.remove(path);
            elsewhere.put(path, elsewhere.getOrDefault(target, target));
        } else {
            throw new IOException("'" + path + "' is a hard link to nothing: '" + target + "'");
        }
    }
}
