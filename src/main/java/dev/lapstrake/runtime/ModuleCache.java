package dev.lapstrake.runtime;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which modules of a JDK some packages need, kept from build to build: to look into a JDK's image takes a tenth of a
 * second.
 *
 * @param folder where it is kept
 */
record ModuleCache(Jdk jdk, Path folder, FileDigests digests) {
    private static final int VERSION = 1;

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
                .with("jdk", digests.of(jdk.home().resolve("release")).hex())
                .with("image", digests.of(jdk.home().resolve("lib/modules")).hex())
                .with("packages", new TreeSet<>(packages))
                .with("wanted", new TreeSet<>(wanted));
        KeptText kept = new KeptText(folder.resolve("modules-" + key));
        Optional<String> known = kept.read();
        if (known.isPresent()) {
            return new Modules(known.get().lines().collect(Collectors.toCollection(TreeSet::new)));
        }
        Modules found = search.run();
        kept.write(String.join("\n", found.names()));
        return found;
    }
}
