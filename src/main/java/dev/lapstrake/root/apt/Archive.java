package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockUse;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** The archives of a suite: which packages they list, and the packages themselves. */
public sealed interface Archive permits SignedArchive, LockedArchive, PinnedArchive {
    /**
     * The archives as the lock has them, which needs no network where the packages are in the cache; without a lock, as
     * they are now; and where a lock is made, as they are now but for what it keeps. What a lock was made of is not gone
     * back behind.
     */
    static Archive open(ArchiveRequest request, BuildLog log) throws IOException, BuildException {
        LockUse use = request.lock();
        Optional<LockedSuite> locked = use.lock()
                .flatMap(lock -> lock.suite(
                        request.architecture().platform(), request.suite().codename()));
        if (use.holds()) {
            return new LockedArchive(request, locked.orElseThrow(() -> lacking(request)), log);
        }
        SignedArchive now = SignedArchive.open(request, log);
        if (locked.isEmpty()) {
            return now;
        }
        SignedArchive newer = now.following(locked.get());
        return use.mode() == LockUse.Mode.MADE ? PinnedArchive.of(request, newer, locked.get(), log) : newer;
    }

    private static BuildException lacking(ArchiveRequest request) {
        return request.lock()
                .lacks(
                        "the packages of a suite",
                        request.suite().codename() + " for "
                                + request.architecture().platform());
    }

    /** Stands for all that the archives list: equal states list equal packages. */
    Digest state() throws BuildException;

    /** Reads the lists of packages, which takes about a second. */
    PackageIndex index() throws IOException, BuildException;

    /** A package's file: from the cache, or fetched. */
    Path fetch(DebianPackage wanted) throws IOException, BuildException;

    /** What it means that packages can't be found among these. */
    default BuildException explain(BuildException failure) {
        return failure;
    }

    /** Fails if a library that no package is named after would be in one that another archive has. */
    default void checkMayLack(String soname) throws IOException, BuildException {}

    /** Fails if a package that is not here, and that the suite has, would be in another archive. */
    default void checkMayLackPackage(String name) throws BuildException {}

    /** When the archives were in this state. */
    Instant time() throws BuildException;

    /** Fingerprints of the keys that vouch for it. To find out takes about a second. */
    SortedSet<String> signers() throws BuildException;

    /** What there is to tell of it in a report. */
    SortedMap<String, String> facts() throws BuildException;
}
