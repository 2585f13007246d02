package dev.lapstrake.oci;

import dev.lapstrake.disk.AtomicFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Writes one blob into a layout. What is not committed disappears when the writer is closed. */
public final class BlobWriter extends FilterOutputStream {
    private final Layout layout;
    private final Path temporary;
    private final MessageDigest sha256 = Digest.sha256();
    private long size;

    BlobWriter(Layout layout) throws IOException {
        this(layout, AtomicFile.temporary(layout.folder()));
    }

    private BlobWriter(Layout layout, Path temporary) throws IOException {
        super(OutputStream.nullOutputStream());
        this.layout = layout;
        this.temporary = temporary;
        this.out = Files.newOutputStream(temporary);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        sha256.update(bytes, offset, length);
        size += length;
    }

    /** Ends the blob, and puts it into the layout under the digest that it has. */
    public Descriptor commit(String mediaType) throws IOException {
        out.close();
        Descriptor descriptor = new Descriptor(mediaType, Digest.of(sha256), size);
        AtomicFile.move(temporary, layout.blob(descriptor.digest()));
        return descriptor;
    }

    /**
     * Ends the blob, and puts it into the layout if it is the one that was expected.
     *
     * @throws WrongDigestException if it has another digest; then it is not kept
     */
    public void commit(Digest expected) throws IOException {
        out.close();
        Digest actual = Digest.of(sha256);
        if (!actual.equals(expected)) {
            throw new WrongDigestException(expected, actual);
        }
        AtomicFile.move(temporary, layout.blob(expected));
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(temporary);
    }
}
