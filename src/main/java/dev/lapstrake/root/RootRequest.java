package dev.lapstrake.root;

import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.elf.ElfNeeds;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Which root to make.
 *
 * @param extent whether a whole root is wanted
 * @param archive where its packages come from, and for which suite and architecture
 * @param contents what the user wants beside the base
 * @param needs what the runtime needs
 * @param wishes libraries that are taken if a package has them: sonames, each with the file that asks for it
 */
public record RootRequest(
        Extent extent,
        ArchiveRequest archive,
        RootContents contents,
        ElfNeeds needs,
        SortedMap<String, String> wishes) {
    public RootRequest {
        wishes = Collections.unmodifiableSortedMap(new TreeMap<>(wishes));
    }

    /** How much is made. */
    enum Extent {
        /** All that programs find in an image. */
        ROOT,
        /** What the user names, with the libraries that it needs, for a root that has the rest. */
        PACKAGES
    }

    public static RootRequest of(ArchiveRequest archive, RootContents contents, ElfNeeds needs) {
        return new RootRequest(Extent.ROOT, archive, contents, needs, new TreeMap<>());
    }

    public static RootRequest of(ArchiveRequest archive, Collection<String> packages, ElfNeeds needs) {
        return of(archive, RootContents.of(packages), needs);
    }

    /** A request for packages and the libraries that they need, without the base of a root. */
    static RootRequest packagesAlone(ArchiveRequest archive, Collection<String> packages) {
        return packagesAlone(archive, RootContents.of(packages));
    }

    static RootRequest packagesAlone(ArchiveRequest archive, RootContents contents) {
        return new RootRequest(Extent.PACKAGES, archive, contents, ElfNeeds.NONE, new TreeMap<>());
    }

    RootRequest from(ArchiveRequest other) {
        return new RootRequest(extent, other, contents, needs, wishes);
    }

    RootRequest withNeeds(ElfNeeds other) {
        return new RootRequest(extent, archive, contents, other, wishes);
    }

    /** The same, with libraries that are good to have. */
    public RootRequest wishing(SortedMap<String, String> libraries) {
        return new RootRequest(extent, archive, contents, needs, libraries);
    }

    /** The packages that are wanted for all that they hold. */
    SortedSet<String> packages() {
        return contents.packageNames();
    }
}
