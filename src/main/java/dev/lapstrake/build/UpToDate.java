package dev.lapstrake.build;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a build was done before: the same request, on files of the same content, when the Debian archive said
 * the same. Then what came of it is laid into the store again, and nothing is planned, read or asked.
 *
 * <p>What can't be told without asking or running something is not looked for here: an image that is named without its
 * digest, and stages that the user declares. Nor is it where the user is to be warned of a lock's age.
 */
record UpToDate(Workshop workshop, BuildRequest request) {
    /** Raised whenever the same request comes to give other bytes. */
    private static final int VERSION = 2;

    /** Names the build by all that it depends on; empty if something of that can't be told without building. */
    Optional<Conditions.Key> key() throws IOException, BuildException {
        if (!isSelfContained()) {
            return Optional.empty();
        }
        Workplace workplace = workshop.workplace();
        return new Conditions(workshop, request.platforms())
                .key(
                        CacheKey.of("build", VERSION),
                        List.of(request, workplace.keeping(), workplace.lock(), workplace.project()));
    }

    private boolean isSelfContained() {
        return workshop.workplace().lock().maxAge().isEmpty()
                && request.platforms().stream().allMatch(UpToDate::isSelfContained);
    }

    private static boolean isSelfContained(PlatformRequest platform) {
        boolean isHeld = !(platform.target().foundation() instanceof FoundationChoice.Base base)
                || base.image().digest() != null;
        return isHeld && platform.stages().stages().isEmpty();
    }

    /** What came of the build, if it was done before and what came of it is still there; the store has it then. */
    Optional<BuildResult> find(Conditions.Key key) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        Optional<String> kept =
                key.whole().isPresent() ? text(key.whole().get()).read() : Optional.empty();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        KeptBuild build = KeptBuild.parse(kept.get());
        try {
            Store.at(workshop.workplace()).keep(build, workshop.cache(), workshop.digests());
        } catch (DamagedBlobException e) {
            workshop.log().detail("What was built before is no longer whole: " + e.getMessage());
            return Optional.empty();
        }
        workshop.log().step(new Step("image", "nothing has changed", build.size(), watch.time(), true));
        return Optional.of(build.result(request.name()));
    }

    /**
     * Remembers a build, unless its files changed while it was done. If the archives had to be asked in it, that is what
     * they say now: nobody asks them again so soon.
     *
     * @param before its key when it began
     */
    void remember(KeptBuild build, Conditions.Key before) throws IOException, BuildException {
        Optional<Conditions.Key> after = key();
        if (after.isPresent()
                && after.get().follows(before)
                && after.get().whole().isPresent()) {
            text(after.get().whole().get()).write(build.record());
        }
    }

    private KeptText text(CacheKey key) {
        return new KeptText(workshop.workplace().history().resolve("built-" + key));
    }
}
