package dev.lapstrake.classfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens jars. */
public final class Jar {
    private Jar() {}

    /**
     * Opens a jar.
     *
     * @throws IOException that names the file, if it is no jar: a download that went wrong, for instance
     */
    public static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IOException("'" + file + "' is no jar: " + e.getMessage(), e);
        }
    }
}
