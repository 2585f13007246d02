package dev.lapstrake.root;

import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.elf.ElfNeeds;
import java.util.Collection;
import java.util.SortedSet;

/**
 * Which root to make.
 *
 * @param extent whether a whole root is wanted
 * @param archive where its packages come from, and for which suite and architecture
 * @param contents what the user wants beside the base
 * @param needs what the runtime needs
 */
public record RootRequest(Extent extent, ArchiveRequest archive, RootContents contents, ElfNeeds needs) {
    /** How much is made. */
    enum Extent {
        /** All that programs find in an image. */
        ROOT,
        /** What the user names, with the libraries that it needs, for a root that has the rest. */
        PACKAGES
    }

    public static RootRequest of(ArchiveRequest archive, RootContents contents, ElfNeeds needs) {
        return new RootRequest(Extent.ROOT, archive, contents, needs);
    }

    public static RootRequest of(ArchiveRequest archive, Collection<String> packages, ElfNeeds needs) {
        return of(archive, RootContents.of(packages), needs);
    }

    /** A request for packages and the libraries that they need, without the base of a root. */
    static RootRequest packagesAlone(ArchiveRequest archive, Collection<String> packages) {
        return packagesAlone(archive, RootContents.of(packages));
    }

    static RootRequest packagesAlone(ArchiveRequest archive, RootContents contents) {
        return new RootRequest(Extent.PACKAGES, archive, contents, ElfNeeds.NONE);
    }

    RootRequest from(ArchiveRequest other) {
        return new RootRequest(extent, other, contents, needs);
    }

    RootRequest withNeeds(ElfNeeds other) {
        return new RootRequest(extent, archive, contents, other);
    }

    /** The packages that are wanted for all that they hold. */
    SortedSet<String> packages() {
        return contents.packageNames();
    }
}
