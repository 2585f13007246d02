package dev.lapstrake.oci;

import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPOutputStream;

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
        try (BlobWriter blob = layout.newBlob()) {
            OutputStream gzip = new GZIPOutputStream(new Shield(blob), 1 << 16);
            DigestOutputStream tar = new DigestOutputStream(gzip, sha256);
            TarWriter.write(tree, tar);
            tar.close();
            return new Layer(blob.commit(MediaType.LAYER_GZIP), Digest.of(sha256));
        }
    }

    /** Keeps the end of the compression from ending the blob. */
    private static final class Shield extends FilterOutputStream {
        Shield(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
