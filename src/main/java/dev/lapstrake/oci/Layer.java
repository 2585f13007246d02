package dev.lapstrake.oci;

import dev.lapstrake.gzip.GzipWriter;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A layer of an image (image-spec, layer.md).
 *
 * @param blob the layer as it travels
 * @param diffId the digest of the tar inside
 */
public record Layer(Descriptor blob, Digest diffId) {
    /** Writes a tree as a gzip layer into a layout. */
    public static Layer write(Tree tree, Layout layout) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (BlobWriter blob = layout.newBlob();
                GzipWriter gzip = new GzipWriter(blob)) {
            TarWriter.write(tree, new DigestOutputStream(gzip, sha256));
            gzip.finish();
            return new Layer(blob.commit(MediaType.LAYER_GZIP), Digest.of(sha256));
        }
    }

    /**
     * Unpacks the layer out of a layout that has it as {@link #write} made it.
     *
     * @param tar where the archive goes whose contents are the tree's
     * @throws DamagedBlobException if the blob is not what its digest says, or is gone
     */
    public Tree unpack(Layout layout, Path tar) throws IOException {
        return unpack(layout, tar, Long.MAX_VALUE);
    }

    /**
     * Unpacks the layer as {@link #unpack(Layout, Path)} does.
     *
     * @param most how many bytes it may come to
     */
    public Tree unpack(Layout layout, Path tar, long most) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        Path file = layout.blob(blob.digest());
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(tar), sha256);
                InputStream packed = new BufferedInputStream(layout.open(blob.digest()));
                InputStream in = new GZIPInputStream(packed, 1 << 16)) {
            copy(in, out, most);
        } catch (ZipException | EOFException e) {
            throw new DamagedBlobException(blob.digest(), file);
        }
        if (!Digest.of(sha256).equals(diffId)) {
            throw new DamagedBlobException(blob.digest(), file);
        }
        return TarReader.read(tar);
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            size += count;
            if (size > most) {
                throw new IOException("a layer unpacks to more than " + most + " bytes");
            }
            out.write(buffer, 0, count);
        }
    }
}
