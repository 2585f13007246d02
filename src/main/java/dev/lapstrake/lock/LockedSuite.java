package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The packages of a suite, for a platform.
 *
 * @param snapshot the time of the archive that they were last taken from together; one that was added or raised later has
 *     a later time of its own
 * @param signers fingerprints of the keys that signed the archive's indexes then
 * @param packages by name
 */
public record LockedSuite(
        String platform,
        String suite,
        Instant snapshot,
        SortedSet<String> signers,
        SortedMap<String, LockedPackage> packages) {
    public LockedSuite {
        signers = Collections.unmodifiableSortedSet(new TreeSet<>(signers));
        packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    }

    public static LockedSuite of(
            String platform,
            String suite,
            Instant snapshot,
            Collection<String> signers,
            Collection<LockedPackage> packages) {
        SortedMap<String, LockedPackage> byName = new TreeMap<>(
                packages.stream().collect(Collectors.toMap(LockedPackage::name, Function.identity(), (a, b) -> a)));
        return new LockedSuite(platform, suite, snapshot, new TreeSet<>(signers), byName);
    }

    /** The packages of this suite, and of another part of the same build. */
    LockedSuite plus(LockedSuite other) {
        SortedMap<String, LockedPackage> all = new TreeMap<>(other.packages);
        all.putAll(packages);
        SortedSet<String> both = new TreeSet<>(signers);
        both.addAll(other.signers);
        return new LockedSuite(platform, suite, snapshot, both, all);
    }

    /** The time of the youngest of all that is here. */
    public Instant newest() {
        return packages.values().stream()
                .map(LockedPackage::snapshot)
                .filter(time -> time.isAfter(snapshot))
                .max(Comparator.naturalOrder())
                .orElse(snapshot);
    }

    /** The packages that an update leaves as they are. */
    public LockedSuite without(LockUpdate update) {
        List<LockedPackage> kept = packages.values().stream()
                .filter(locked -> !update.raises(locked))
                .toList();
        return of(platform, suite, snapshot, signers, kept);
    }

    boolean isFor(String otherPlatform, String otherSuite) {
        return platform.equals(otherPlatform) && suite.equals(otherSuite);
    }

    String title() {
        return platform + " " + suite;
    }

    /** Stands for all that is said here. */
    public Digest digest() {
        return Digest.of(LockText.of(new Lock(List.of(), List.of(this))));
    }
}
