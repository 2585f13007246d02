package dev.lapstrake.archive;

import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blob of a layout as a file of an archive. */
final class BlobFile {
    private BlobFile() {}

    /** Whoever gets the archive could not tell what is wrong with it, so what goes into it is checked. */
    static Entry of(Descriptor blob, Layout layout) throws IOException {
        Path file = layout.blob(blob.digest());
        if (!Files.isRegularFile(file) || !Digest.of(file).equals(blob.digest())) {
            throw new DamagedBlobException(blob.digest(), file);
        }
        return new Entry.File(Attributes.FILE, Content.of(file));
    }
}
