package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a project's builds take from elsewhere, pinned.
 *
 * @param platforms sorted by name
 * @param suites sorted by platform and name
 */
public record Lock(List<LockedPlatform> platforms, List<LockedSuite> suites) {
    public static final Lock EMPTY = new Lock(List.of(), List.of());

    public Lock {
        platforms = platforms.stream()
                .sorted(Comparator.comparing(LockedPlatform::platform))
                .toList();
        suites =
                suites.stream().sorted(Comparator.comparing(LockedSuite::title)).toList();
    }

    /** Reads a lock as {@link #text} writes it. */
    public static Lock parse(String text) throws BuildException {
        return LockParser.parse(text);
    }

    /** The lock as a text for people to read: one fact a line, in an order that does not change by itself. */
    public String text() {
        return LockText.of(this);
    }

    /** Stands for all that is locked. */
    public Digest digest() {
        return Digest.of(text());
    }

    public Optional<LockedSuite> suite(String platform, String suite) {
        return suites.stream().filter(locked -> locked.isFor(platform, suite)).findFirst();
    }

    public Optional<LockedPlatform> platform(String platform) {
        return platforms.stream()
                .filter(locked -> locked.platform().equals(platform))
                .findFirst();
    }

    /** The same lock with parts in the place of those for the same platforms and suites. */
    public Lock with(Lock newer) {
        List<LockedPlatform> allPlatforms = new ArrayList<>(newer.platforms);
        platforms.stream()
                .filter(old -> newer.platform(old.platform()).isEmpty())
                .forEach(allPlatforms::add);
        List<LockedSuite> allSuites = new ArrayList<>(newer.suites);
        suites.stream()
                .filter(old -> newer.suite(old.platform(), old.suite()).isEmpty())
                .forEach(allSuites::add);
        return new Lock(allPlatforms, allSuites);
    }

    /** The lock, and that of another part of the same build: variants of an architecture share their packages. */
    public Lock plus(Lock other) {
        Map<String, LockedSuite> all = new LinkedHashMap<>();
        Stream.concat(suites.stream(), other.suites.stream())
                .forEach(suite -> all.merge(suite.title(), suite, LockedSuite::plus));
        return new Lock(
                Stream.concat(platforms.stream(), other.platforms.stream()).toList(), List.copyOf(all.values()));
    }

    /**
     * The lock without what it has for a platform.
     *
     * @param packages the name that the platform's packages are under
     */
    public Lock without(String platform, String packages) {
        return new Lock(
                platforms.stream()
                        .filter(locked -> !locked.platform().equals(platform))
                        .toList(),
                suites.stream()
                        .filter(locked -> !locked.platform().equals(packages))
                        .toList());
    }
}
