package dev.lapstrake.runtime;

import dev.lapstrake.classfile.References;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * What jars refer to, kept by the digest of the jar: reading a jar again never says anything new.
 *
 * @param folder where it is kept, a small text file for each jar
 */
record ReferenceCache(Path folder) {
    /** Raised whenever the same jar comes to be read otherwise. */
    private static final int VERSION = 1;

    References ofJar(Path jar, int release) throws IOException {
        Path known =
                folder.resolve(VERSION + "-" + release + "-" + Digest.of(jar).hex());
        if (Files.isRegularFile(known)) {
            return new References(new TreeSet<>(Files.readAllLines(known)));
        }
        References found = References.ofJar(jar, release);
        AtomicFile.write(known, String.join("\n", found.packages()).getBytes(StandardCharsets.UTF_8));
        return found;
    }
}
