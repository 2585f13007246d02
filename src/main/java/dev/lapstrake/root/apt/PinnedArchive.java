package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockedPackage;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the archives of a suite have now, but for the packages that a lock keeps as they are.
 *
 * @param time that of the lock, unless all of it is raised
 */
record PinnedArchive(SignedArchive now, LockedArchive kept, Instant time) implements Archive {
    static PinnedArchive of(ArchiveRequest request, SignedArchive now, LockedSuite locked, BuildLog log)
            throws BuildException {
        LockedSuite kept = locked.without(request.lock().update());
        Instant time = request.lock().update().all() ? now.time() : locked.snapshot();
        return new PinnedArchive(now, new LockedArchive(request, kept, log), time);
    }

    @Override
    public Digest state() throws BuildException {
        return Digest.of(now.state() + " " + kept.state());
    }

    @Override
    public PackageIndex index() throws IOException, BuildException {
        PackageIndex index = now.index();
        for (LockedPackage locked : kept.packages()) {
            checkListed(locked, index);
        }
        index.pinAll(kept.index());
        return index;
    }

    /** A lock that somebody changed is not to be made anew as if it were sound. */
    private static void checkListed(LockedPackage locked, PackageIndex index) throws BuildException {
        Optional<Digest> listed = index.origin(locked.name(), new Version(locked.version()))
                .filter(origin -> origin.architecture().equals(locked.architecture()))
                .map(DebianPackage::digest);
        if (listed.isPresent() && !listed.get().equals(locked.file().digest())) {
            throw new Problem(
                            "lock-package-forged",
                            "lapstrake.lock has another SHA-256 for " + locked.name() + " " + locked.version()
                                    + " than Debian's signed index, which says " + listed.get() + ".",
                            locked.file().digest().toString(),
                            "find out who changed lapstrake.lock, and take the file as it was before")
                    .exception();
        }
    }

    @Override
    public Path fetch(DebianPackage wanted) throws IOException, BuildException {
        return kept.has(wanted) ? kept.fetch(wanted) : now.fetch(wanted);
    }

    /** A package that came in, or was raised, may want others newer than they are kept. */
    @Override
    public BuildException explain(BuildException failure) {
        Problem problem = failure.problem();
        if (!problem.id().equals("package-unsatisfiable")) {
            return failure;
        }
        return new Problem(
                        "lock-update-clash",
                        "A package needs another in a version that lapstrake.lock does not keep.",
                        problem.found(),
                        "raise that one too, or everything: -Dlapstrake.lock.update=all")
                .exception(failure);
    }

    @Override
    public SortedSet<String> signers() throws BuildException {
        return now.signers();
    }

    @Override
    public SortedMap<String, String> facts() throws BuildException {
        return now.facts();
    }
}
