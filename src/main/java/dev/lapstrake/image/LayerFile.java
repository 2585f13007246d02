package dev.lapstrake.image;

import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.TarReader.LayerTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * A layer to be unpacked.
 *
 * @param image as the user wrote it, for errors
 * @param alwaysFine how many bytes any layer may come to; more only if its own size makes that likely
 */
record LayerFile(String image, LayerBytes layer, long alwaysFine) {
    /** Files of programs shrink to a tenth, a bomb to a thousandth. */
    private static final long MOST_TIMES = 200;

    private static final int BUFFER = 1 << 16;
    private static final long ALWAYS_FINE = 1L << 30;

    static LayerFile of(String image, LayerBytes layer) {
        return new LayerFile(image, layer, ALWAYS_FINE);
    }

    /**
     * Unpacks the layer, and checks all of it.
     *
     * @param tar where the archive goes whose contents are the tree's
     */
    LayerTree unpack(Path tar) throws IOException, BuildException {
        MessageDigest packed = Digest.sha256();
        MessageDigest unpacked = Digest.sha256();
        try (InputStream hashed = new DigestInputStream(layer.content().open(), packed);
                InputStream in = new BufferedInputStream(hashed, BUFFER);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(tar), unpacked)) {
            in.mark(LayerCompression.TELLING);
            LayerCompression compression = LayerCompression.of(in.readNBytes(LayerCompression.TELLING));
            in.reset();
            copy(opened(compression, in), out);
            hashed.transferTo(OutputStream.nullOutputStream()); // what lies behind the end belongs to the digest too
        }
        Digest actual = Digest.of(layer.isOfTar() ? unpacked : packed);
        if (!actual.equals(layer.digest())) {
            throw malformed("is not what its digest says", layer.digest().toString());
        }
        try {
            return TarReader.readLayer(tar);
        } catch (IOException e) {
            throw malformed("is no archive of files", String.valueOf(e.getMessage()));
        }
    }

    private InputStream opened(LayerCompression compression, InputStream in) throws BuildException {
        try {
            return compression.open(in);
        } catch (IOException e) {
            throw malformed("can't be unpacked", String.valueOf(e.getMessage()));
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException, BuildException {
        long limit = alwaysFine + MOST_TIMES * layer.content().size();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
            size += count;
            if (size > limit) {
                throw malformed("unpacks to far more than it may", "more than " + limit + " bytes");
            }
            out.write(buffer, 0, count);
        }
    }

    /** Apart from the writing, which fails for reasons of the machine's. */
    private int read(InputStream in, byte[] buffer) throws BuildException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw malformed("is cut off or damaged", String.valueOf(e.getMessage()));
        }
    }

    private BuildException malformed(String what, String detail) {
        return ImageFinder.malformed(image, "a layer " + what + ": " + detail);
    }
}
