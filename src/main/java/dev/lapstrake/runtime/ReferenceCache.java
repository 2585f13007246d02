package dev.lapstrake.runtime;

import dev.lapstrake.cache.Findings;
import dev.lapstrake.classfile.References;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What jars refer to, kept by the digest of the jar: reading a jar again never says anything new.
 *
 * @param findings where it is kept; what one jar refers to on this machine alone
 */
record ReferenceCache(Findings findings, FileDigests digests) {
    /** Raised whenever the same jar comes to be read otherwise. */
    private static final int VERSION = 2;

    private static final String DRAWS_TEXT = "draws text";

    /** What a Java release sees some jars refer to: it is kept of all together, too, as one text is sooner read than many. */
    References ofJars(Collection<Path> jars, int release) throws IOException, BuildException {
        return parse(findings.findOrSearch(
                name("all", release, digests.ofAll(jars)),
                () -> text(References.union(SideBySide.map(jars, jar -> ofJar(jar, release))))));
    }

    private References ofJar(Path jar, int release) throws IOException, BuildException {
        return parse(findings.here()
                .findOrSearch(name("jar", release, digests.of(jar)), () -> text(References.ofJar(jar, release))));
    }

    private static String name(String kind, int release, Digest digest) {
        return kind + "-" + VERSION + "-" + release + "-" + digest.hex();
    }

    private static String text(References found) {
        return (found.drawText() ? DRAWS_TEXT : "") + "\n" + String.join("\n", found.packages());
    }

    private static References parse(String text) {
        boolean drawsText = text.startsWith(DRAWS_TEXT);
        return new References(text.lines().skip(1).collect(Collectors.toCollection(TreeSet::new)), drawsText);
    }
}
