package dev.lapstrake.archive;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.tree.TarWriter;
import dev.lapstrake.tree.Tree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image as one tar. Layers stay as they are, compressed or not, so the image keeps its digests; and equal images give
 * equal files, byte for byte.
 */
public final class ImageArchive {
    private static final int BUFFER = 1 << 18;

    private final Tree files;

    private ImageArchive(Tree files) {
        this.files = files;
    }

    /**
     * Lays out an archive; nothing is written yet.
     *
     * @param image for Docker's format, of one platform
     * @throws dev.lapstrake.oci.DamagedBlobException if the layout does not have all of the image
     */
    public static ImageArchive of(ArchivedImage image, ArchiveFormat format) throws IOException {
        return new ImageArchive(
                switch (format) {
                    case OCI -> OciFiles.of(image);
                    case DOCKER -> DockerFiles.of(image);
                });
    }

    public void write(OutputStream out) throws IOException {
        TarWriter.write(files, out);
    }

    /** Writes a file, which appears when it is whole. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
                write(out);
            }
        });
    }
}
