package dev.lapstrake.runtime;

import dev.lapstrake.cache.KeptText;
import dev.lapstrake.classfile.References;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
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

    /** What a Java release sees some jars refer to: it is kept of all together, too, as one text is sooner read than many. */
    References ofJars(Collection<Path> jars, int release) throws IOException, BuildException {
        KeptText kept = kept("all", release, digests.ofAll(jars));
        Optional<String> known = kept.read();
        return known.isPresent()
                ? parse(known.get())
                : keep(References.union(SideBySide.map(jars, jar -> ofJar(jar, release))), kept);
    }

    private References ofJar(Path jar, int release) throws IOException {
        KeptText kept = kept("jar", release, digests.of(jar));
        Optional<String> known = kept.read();
        return known.isPresent() ? parse(known.get()) : keep(References.ofJar(jar, release), kept);
    }

    private KeptText kept(String kind, int release, Digest digest) {
        return new KeptText(folder.resolve(kind + "-" + VERSION + "-" + release + "-" + digest.hex()));
    }

    private static References keep(References found, KeptText kept) throws IOException {
        kept.write((found.drawText() ? DRAWS_TEXT : "") + "\n" + String.join("\n", found.packages()));
        return found;
    }

    private static References parse(String text) {
        boolean drawsText = text.startsWith(DRAWS_TEXT);
        return new References(text.lines().skip(1).collect(Collectors.toCollection(TreeSet::new)), drawsText);
    }
}
