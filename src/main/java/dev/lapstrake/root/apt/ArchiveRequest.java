package dev.lapstrake.root.apt;

import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.net.Outside;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which archives to use, and how.
 *
 * @param keyring whose signatures count
 * @param cache a folder for what was fetched; several builds may share it
 * @param lock what packages are held to
 */
public record ArchiveRequest(
        Suite suite,
        Architecture architecture,
        Mirror mirror,
        Keyring keyring,
        Path cache,
        Freshness freshness,
        LockUse lock) {
    /**
     * A request for Debian's own archives: from the mirror if one is given, or else the one that this machine's apt is
     * configured for, or else snapshot.debian.org.
     */
    public static ArchiveRequest of(Suite suite, Platform platform, Optional<Mirror> mirror, Path cache)
            throws IOException, BuildException {
        Optional<Mirror> known = mirror.isPresent() ? mirror : Mirror.ofHost();
        return new ArchiveRequest(
                suite,
                Architecture.of(platform),
                known.orElseGet(() -> Mirror.snapshot(Instant.now())),
                Keyring.of(suite),
                cache,
                Freshness.standard(),
                LockUse.none());
    }

    public ArchiveRequest offline(boolean value) {
        return through(outside().offline(value));
    }

    /** The same request, to an archive that is reached in another way. */
    public ArchiveRequest through(Outside other) {
        return with(new Freshness(other, freshness.most(), freshness.clock()));
    }

    public ArchiveRequest at(Clock other) {
        return with(new Freshness(outside(), freshness.most(), other));
    }

    /** The same request, for indexes that are no older than that. */
    public ArchiveRequest noOlderThan(Duration most) {
        return with(new Freshness(outside(), most, freshness.clock()));
    }

    private ArchiveRequest with(Freshness other) {
        return new ArchiveRequest(suite, architecture, mirror, keyring, cache, other, lock);
    }

    public ArchiveRequest trusting(Keyring other) {
        return new ArchiveRequest(suite, architecture, mirror, other, cache, freshness, lock);
    }

    public ArchiveRequest held(LockUse other) {
        return new ArchiveRequest(suite, architecture, mirror, keyring, cache, freshness, other);
    }

    /**
     * Changes when packages may: what a lock holds, or what the archives said when they were asked last.
     *
     * @return empty if they have to be asked again
     */
    public Optional<Digest> standing() throws IOException {
        if (lock.holds()) {
            return lock.lock().map(Lock::digest);
        }
        StringBuilder all = new StringBuilder(mirror.name());
        for (String archive : suite.archives()) {
            Optional<Digest> said = new Releases(this, BuildLog.SILENT).standing(archive);
            if (said.isEmpty()) {
                return Optional.empty();
            }
            all.append('\n').append(said.get());
        }
        return Optional.of(Digest.of(all.toString()));
    }

    boolean offline() {
        return outside().offline();
    }

    Outside outside() {
        return freshness.outside();
    }

    Clock clock() {
        return freshness.clock();
    }
}
