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
 * @param archive where its packages come from, and for which suite and architecture
 * @param packages what the user wants beside the base, by name; kept whole
 * @param needs what the runtime needs
 */
public record RootRequest(ArchiveRequest archive, SortedSet<String> packages, ElfNeeds needs) {
    public RootRequest {
        packages = Collections.unmodifiableSortedSet(new TreeSet<>(packages));
    }

    public static RootRequest of(ArchiveRequest archive, Collection<String> packages, ElfNeeds needs) {
        return new RootRequest(archive, new TreeSet<>(packages), needs);
    }
}
