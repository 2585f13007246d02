package dev.lapstrake.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
            copy(path, file.content(), tar);
        }
        tar.closeArchiveEntry();
    }

    /** What is known of a content may no longer be so: files of a project can change at any moment. */
    private static void copy(TreePath path, Content content, OutputStream tar) throws IOException {
        MessageDigest sha256 = sha256();
        boolean isKnown = content.sha256().isPresent();
        try (InputStream in = content.open();
                InputStream read = isKnown ? new DigestInputStream(in, sha256) : in) {
            read.transferTo(tar);
        }
        if (isKnown && !content.sha256().get().equals(HexFormat.of().formatHex(sha256.digest()))) {
            throw new IOException("'" + path + "' changed while the image was made from it");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
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
