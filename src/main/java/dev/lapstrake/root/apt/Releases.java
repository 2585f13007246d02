package dev.lapstrake.root.apt;

import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds what archives say now, from the cache where that is fresh enough. */
record Releases(ArchiveRequest request, BuildLog log) {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final long LIMIT = 10_000_000;

    Release find(String archive) throws IOException, BuildException {
        Optional<InRelease> kept = kept(archive);
        if (request.offline()) {
            InRelease old = kept.orElseThrow(() -> remote(archive).offline().exception());
            return Release.of(old, request.keyring(), old.fetched());
        }
        Instant now = request.clock().instant();
        if (kept.isPresent() && isFresh(kept.get(), now)) {
            return Release.of(kept.get(), request.keyring(), now);
        }
        return fetch(archive, kept, now);
    }

    private static boolean isFresh(InRelease kept, Instant now) {
        return !kept.fetched().isAfter(now) && kept.fetched().plus(FRESH).isAfter(now);
    }

    private Release fetch(String archive, Optional<InRelease> kept, Instant now) throws IOException, BuildException {
        InRelease fetched;
        try {
            fetched = fetch(archive, now);
        } catch (BuildException e) {
            return inPlace(kept.orElseThrow(() -> e), e, now);
        }
        Release release = Release.of(fetched, request.keyring(), now);
        record(archive).write(fetched.record(request.keyring()));
        return release;
    }

    /** What was fetched earlier, if it is still valid, in place of what can't be fetched now. */
    private Release inPlace(InRelease kept, BuildException failure, Instant now) throws IOException, BuildException {
        try {
            Release release = Release.of(kept, request.keyring(), now);
            log.warn(failure.problem().what() + " What " + kept.uri() + " said at " + kept.fetched() + " is used.");
            return release;
        } catch (BuildException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private InRelease fetch(String archive, Instant now) throws IOException, BuildException {
        Remote remote = remote(archive);
        log.detail("Fetching " + remote.uri());
        try (Scratch scratch = Scratch.in(request.cache())) {
            Path part = scratch.path().resolve("InRelease");
            if (!remote.fetch(part, LIMIT)) {
                throw remote.unreachable("there is no such file").exception();
            }
            return new InRelease(archive, request.mirror().base(archive), now, "", text(part));
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private Remote remote(String archive) {
        return new Remote(InRelease.uri(archive, request.mirror().base(archive)));
    }

    private Optional<InRelease> kept(String archive) throws IOException {
        return record(archive).read().flatMap(text -> InRelease.ofRecord(archive, text));
    }

    private KeptText record(String archive) {
        String mirror = Digest.of(request.mirror().name()).brief();
        return new KeptText(request.cache().resolve("inrelease").resolve(archive + "-" + mirror));
    }
}
