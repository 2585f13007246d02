package dev.lapstrake.root;

import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.elf.ElfNeeds;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which root to make.
 *
 * @param extent whether a whole root is wanted
 * @param archive where its packages come from, and for which suite and architecture
 * @param packages what the user wants beside the base, by name; kept whole
 * @param needs what the runtime needs
 */
public record RootRequest(Extent extent, ArchiveRequest archive, SortedSet<String> packages, ElfNeeds needs) {
    /** How much is made. */
    enum Extent {
        /** All that programs find in an image. */
        ROOT,
        /** What the user names, with the libraries that it needs, for a root that has the rest. */
        PACKAGES
    }

    public RootRequest {
        packages = Collections.unmodifiableSortedSet(new TreeSet<>(packages));
    }

    public static RootRequest of(ArchiveRequest archive, Collection<String> packages, ElfNeeds needs) {
        return new RootRequest(Extent.ROOT, archive, new TreeSet<>(packages), needs);
    }

    /** A request for packages and the libraries that they need, without the base of a root. */
    static RootRequest packagesAlone(ArchiveRequest archive, Collection<String> packages) {
        return new RootRequest(Extent.PACKAGES, archive, new TreeSet<>(packages), ElfNeeds.NONE);
    }

    RootRequest withNeeds(ElfNeeds other) {
        return new RootRequest(extent, archive, packages, other);
    }
}
