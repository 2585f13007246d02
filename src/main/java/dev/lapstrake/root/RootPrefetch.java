package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.ArchiveRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Fetches what a root takes whatever the runtime needs: what the archives say now, their lists of packages, and the packages
 * of the base and of the user. So it need not wait for a runtime to be linked.
 */
public record RootPrefetch(RootRequest request) {
    private static final int VERSION = 1;

    /** Fetches what is not here; that it was done for what the archives say is remembered. */
    public void run() throws IOException, BuildException {
        if (!isDone()) {
            ChosenPackages chosen = ChosenPackages.of(request, BuildLog.SILENT);
            SideBySide.map(chosen.plan().packages(), planned -> chosen.archive().fetch(planned.origin()));
            Optional<KeptText> mark = mark();
            if (mark.isPresent()) {
                mark.get().write("");
            }
        }
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
        return Optional.of(new KeptText(archive.cache().resolve("plans").resolve("ahead-" + key)));
    }
}
