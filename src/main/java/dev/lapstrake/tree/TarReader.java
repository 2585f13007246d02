package dev.lapstrake.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * Reads an uncompressed tar on disk as a tree. The contents stay in the archive and are read in place, so a large
 * archive costs no memory; the file must stay where it is while the tree is in use.
 */
public final class TarReader {
    private static final int LIMIT = 1_000_000;

    private final Path archive;
    private final Map<TreePath, Entry> entries = new HashMap<>();

    private TarReader(Path archive) {
        this.archive = archive;
    }

    /**
     * @throws IOException if the file can't be read as a tar, or holds what a tree can't: a device, a name that leaves
     *     the tree, a hard link to nothing
     */
    public static Tree read(Path archive) throws IOException {
        try (TarFile tar = new TarFile(archive, StandardCharsets.UTF_8.name())) {
            TarReader reader = new TarReader(archive);
            for (TarArchiveEntry entry : tar.getEntries()) {
                reader.add(entry);
            }
            return Tree.of(reader.entries);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void add(TarArchiveEntry header) throws IOException {
        if (header.getName().matches("\\.?/*")) {
            return; // the top itself
        }
        if (entries.size() >= LIMIT) {
            throw new IOException("more than " + LIMIT + " entries");
        }
        TreePath path = TreePath.of(header.getName());
        Attributes attributes = new Attributes(
                header.getMode() & 07777,
                (int) header.getLongUserId(),
                (int) header.getLongGroupId(),
                header.getLastModifiedTime().toInstant().getEpochSecond());
        entries.put(path, entry(header, attributes));
    }

    private Entry entry(TarArchiveEntry header, Attributes attributes) throws IOException {
        if (header.isDirectory()) {
            return new Entry.Folder(attributes);
        }
        if (header.isSymbolicLink()) {
            return new Entry.Link(attributes.withMode(0777), header.getLinkName());
        }
        if (header.isLink()) {
            return hardLink(header);
        }
        if (header.isSparse() || header.isCharacterDevice() || header.isBlockDevice() || header.isFIFO()) {
            throw new IOException("'" + header.getName() + "' is neither a file, a folder nor a link");
        }
        return new Entry.File(attributes, Content.slice(archive, header.getDataOffset(), header.getSize()));
    }

    private Entry hardLink(TarArchiveEntry header) throws IOException {
        Entry target = entries.get(TreePath.of(header.getLinkName()));
        if (target instanceof Entry.File file) {
            return file;
        }
        throw new IOException("'" + header.getName() + "' is a hard link to nothing: '" + header.getLinkName() + "'");
    }
}
