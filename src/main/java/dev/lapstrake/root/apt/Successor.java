package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockedPackage;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that nobody serves older archives than those that a lock was made of, on whatever machine that was: they would
 * be signed as well, and what is raised would be lowered.
 */
record Successor(ArchiveRequest request, LockedSuite locked) {
    /** Checks when the archives came to be as they are. */
    void checkTime(Instant time) throws BuildException {
        Instant newest = locked.newest();
        if (time.isBefore(newest)) {
            throw older("of " + newest, time.toString());
        }
    }

    /** Checks what they list, since one of several may be old. */
    void checkVersions(PackageIndex index) throws BuildException {
        for (LockedPackage before : locked.packages().values()) {
            Optional<DebianPackage> now = index.origin(before.name());
            Version version = new Version(before.version());
            if (now.isPresent() && now.get().version().compareTo(version) < 0) {
                String name = before.name() + " ";
                throw older(name + version, name + now.get().version());
            }
        }
    }

    private BuildException older(String had, String has) {
        return new Problem(
                        "archive-rolled-back",
                        "The archives of " + request.suite() + " at "
                                + request.mirror().main()
                                + " are older than what lapstrake.lock has, " + had
                                + ": somebody may be holding back updates.",
                        has,
                        "use another <mirror>, or run again when this one has caught up; to go back, delete"
                                + " lapstrake.lock first")
                .exception();
    }
}
