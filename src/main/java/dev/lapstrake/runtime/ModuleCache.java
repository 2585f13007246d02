package dev.lapstrake.runtime;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which modules of a JDK some packages need, kept from build to build: to look into a JDK's image takes a tenth of a
 * second.
 *
 * @param jdk its identity
 * @param findings where it is kept
 */
record ModuleCache(Digest jdk, Findings findings) {
    private static final int VERSION = 2;

    /** Looks into the JDK. */
    interface Search {
        Modules run() throws IOException, BuildException;
    }

    /**
     * @param packages that are referred to
     * @param wanted modules that are there in any case
     */
    Modules find(Collection<String> packages, Collection<String> wanted, Search search)
            throws IOException, BuildException {
        CacheKey key = CacheKey.of("modules", VERSION)
                .with("jdk", jdk.hex())
                .with("packages", new TreeSet<>(packages))
                .with("wanted", new TreeSet<>(wanted));
        String names = findings.findOrSearch(
                "modules-" + key, () -> String.join("\n", search.run().names()));
        return new Modules(names.lines().collect(Collectors.toCollection(TreeSet::new)));
    }
}
