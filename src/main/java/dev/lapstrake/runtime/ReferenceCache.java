package dev.lapstrake.runtime;

import dev.lapstrake.cache.KeptText;
import dev.lapstrake.classfile.References;
import dev.lapstrake.files.FileDigests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What jars refer to, kept by the digest of the jar: reading a jar again never says anything new.
 *
 * @param folder where it is kept, a small text file for each jar
 */
record ReferenceCache(Path folder, FileDigests digests) {
    /** Raised whenever the same jar comes to be read otherwise. */
    private static final int VERSION = 2;

    private static final String DRAWS_TEXT = "draws text";

    References ofJar(Path jar, int release) throws IOException {
        KeptText kept = new KeptText(
                folder.resolve(VERSION + "-" + release + "-" + digests.of(jar).hex()));
        Optional<String> known = kept.read();
        if (known.isPresent()) {
            return parse(known.get());
        }
        References found = References.ofJar(jar, release);
        kept.write((found.drawText() ? DRAWS_TEXT : "") + "\n" + String.join("\n", found.packages()));
        return found;
    }

    private static References parse(String text) {
        boolean drawsText = text.startsWith(DRAWS_TEXT);
        return new References(text.lines().skip(1).collect(Collectors.toCollection(TreeSet::new)), drawsText);
    }
}
