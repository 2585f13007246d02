package dev.lapstrake.oci;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Says that a blob on disk is not what its name promises, or not there any more: a disk, or a person, changed it. Whoever
 * can make it again drops it ({@link Layout#delete}) and does.
 */
public final class DamagedBlobException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Digest digest;

    /**
     * @param file where the blob lies
     */
    public DamagedBlobException(Digest digest, Path file) {
        super("blob " + digest + " is damaged or gone: " + file);
        this.digest = digest;
    }

    public Digest digest() {
        return digest;
    }
}
