package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.Archive;
import dev.lapstrake.root.apt.ArchiveRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fetches what a root takes whatever the runtime needs: what the archives say now, their lists of packages, and the packages
 * of the base and of the user. So it need not wait for a runtime to be linked.
 *
 * @param extent all of it, or what the archives say alone
 */
public record RootPrefetch(RootRequest request, Extent extent) {
    private static final int VERSION = 1;

    /** How much is fetched. */
    public enum Extent {
        ALL,
        /** What names a root that another machine may have made; only if none has, there is need for the rest. */
        STATE
    }

    /**
     * Fetches what is not here; that it was done for what the archives say is remembered. Whoever comes while another is at
     * it waits for that one.
     */
    public void run() throws IOException, BuildException {
        if (extent == Extent.STATE) {
            Archive.open(request.archive(), BuildLog.SILENT);
            return;
        }
        if (isDone()) {
            return;
        }
        try (Mutex lock = Mutex.lock(plans().resolve("ahead.lock"))) {
            lock.check();
            if (!isDone()) {
                fetch();
            }
        }
    }

    private void fetch() throws IOException, BuildException {
        ChosenPackages chosen = ChosenPackages.of(request, BuildLog.SILENT);
        SideBySide.map(chosen.plan().packages(), planned -> chosen.archive().fetch(planned.origin()));
        Optional<KeptText> mark = mark();
        if (mark.isPresent()) {
            mark.get().write("");
        }
    }

    private Path plans() {
        return request.archive().cache().resolve("plans");
    }

    private boolean isDone() throws IOException {
        Optional<KeptText> mark = mark();
        return mark.isPresent() && mark.get().read().isPresent();
    }

    /** Empty while nothing is known of what the archives say. */
    private Optional<KeptText> mark() throws IOException {
        ArchiveRequest archive = request.archive();
        Optional<Digest> standing = archive.standing();
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        CacheKey key = CacheKey.of("ahead", VERSION)
                .with("archives", standing.get().hex())
                .with("architecture", archive.architecture().debianName())
                .with("packages", request.packages());
        return Optional.of(new KeptText(plans().resolve("ahead-" + key)));
    }
}
