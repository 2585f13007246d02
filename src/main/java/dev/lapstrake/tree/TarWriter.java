package dev.lapstrake.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes trees as tar: POSIX (pax) format, entries in the tree's order, nothing in it but what the tree says. Equal
 * trees give equal bytes.
 */
public final class TarWriter {
    private TarWriter() {}

    /** Writes the whole archive, its end included; the stream stays open. */
    public static void write(Tree tree, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            write(entry.getKey(), entry.getValue(), tar);
        }
        tar.finish();
        tar.flush();
    }

    private static void write(TreePath path, Entry entry, TarArchiveOutputStream tar) throws IOException {
        tar.putArchiveEntry(header(path, entry));
        if (entry instanceof Entry.File file) {
            try (InputStream in = file.content().open()) {
                in.transferTo(tar);
            }
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(TreePath path, Entry entry) {
        TarArchiveEntry header;
        if (entry instanceof Entry.Link link) {
            header = new TarArchiveEntry(path.value(), TarConstants.LF_SYMLINK);
            header.setLinkName(link.target());
        } else if (entry instanceof Entry.File file) {
            header = new TarArchiveEntry(path.value());
            header.setSize(file.content().size());
        } else {
            header = new TarArchiveEntry(path.value() + "/");
        }
        Attributes attributes = entry.attributes();
        header.setMode(attributes.mode());
        header.setIds(attributes.user(), attributes.group());
        header.setModTime(attributes.modified() * 1000);
        return header;
    }
}
