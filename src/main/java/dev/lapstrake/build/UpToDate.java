package dev.lapstrake.build;

import dev.lapstrake.build.ApplicationChoice.JdkChoice;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Fingerprint;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.PluginJar;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.runtime.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * What a build depends on.
     *
     * @param own all but what the archives say
     * @param whole that too; empty while they have to be asked
     */
    record Key(CacheKey own, Optional<CacheKey> whole) {
        /** True if the key may be that of the same build, at a moment when the archives had not been asked perhaps. */
        boolean follows(Key before) {
            return own.equals(before.own) && (before.whole.isEmpty() || before.whole.equals(whole));
        }
    }

    /** Names the build by all that it depends on; empty if something of that can't be told without building. */
    Optional<Key> key() throws IOException, BuildException {
        Workplace workplace = workshop.workplace();
        Optional<Fingerprint.Told> told =
                Fingerprint.of(List.of(request, workplace.keeping(), workplace.lock(), workplace.project()));
        if (told.isEmpty() || !isSelfContained()) {
            return Optional.empty();
        }
        CacheKey key = CacheKey.of("build", VERSION).with("request", told.get().text());
        Set<Path> files = new LinkedHashSet<>(told.get().paths());
        PluginJar.find().ifPresent(files::add); // its version says nothing of it while that is a SNAPSHOT
        files.remove(workplace.project());
        for (PlatformRequest platform : request.platforms()) {
            key = key.with("jdks", jdks(platform, files));
        }
        files.add(LockFile.in(workplace.project()).path());
        CacheKey own = key.with("files", new Inputs(workshop.digests()).of(files));
        return Optional.of(new Key(own, whole(own)));
    }

    private Optional<CacheKey> whole(CacheKey own) throws IOException, BuildException {
        CacheKey key = own;
        for (PlatformRequest platform : request.platforms()) {
            Optional<Digest> archives = archives(platform);
            if (archives.isEmpty()) {
                return Optional.empty();
            }
            key = key.with("archives", archives.get().hex());
        }
        return Optional.of(key);
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

    /** What the archives say, empty if they have to be asked; and nothing where none of it is in the image. */
    private Optional<Digest> archives(PlatformRequest platform) throws IOException, BuildException {
        boolean isDebian = !(platform.target().foundation() instanceof FoundationChoice.Base base)
                || !base.packages().isEmpty()
                || platform.debug() != DebugChoice.NONE;
        if (!isDebian) {
            return Optional.of(Digest.of(""));
        }
        return platform.target().debian().archive(platform.platform(), workshop).standing();
    }

    /** Of a JDK only what is linked counts, if it is at all; its folder is none of the files. */
    private List<String> jdks(PlatformRequest platform, Set<Path> files) throws IOException, BuildException {
        List<String> identities = new ArrayList<>();
        if (platform.application() instanceof ApplicationChoice.Java java) {
            Set<Path> homes = new LinkedHashSet<>(Set.of(java.runtime().jdk()));
            if (java.runtime().target() instanceof JdkChoice.Folder folder) {
                homes.add(folder.home());
            }
            files.removeAll(homes);
            if (platform.target().foundation() instanceof FoundationChoice.Distroless) {
                for (Path home : homes) {
                    identities.add(Jdk.at(home).identity(workshop.folderFiles()).hex());
                }
            }
        }
        return identities;
    }

    /** What came of the build, if it was done before and what came of it is still there; the store has it then. */
    Optional<BuildResult> find(Key key) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        Optional<String> kept =
                key.whole().isPresent() ? text(key.whole().get()).read() : Optional.empty();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        KeptBuild build = KeptBuild.parse(kept.get());
        try {
            Store.at(workshop.workplace()).keep(build, workshop.cache());
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
    void remember(KeptBuild build, Key before) throws IOException, BuildException {
        Optional<Key> after = key();
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
