package dev.lapstrake.build;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.apt.Freshness;
import dev.lapstrake.root.apt.Keyring;
import dev.lapstrake.root.apt.Mirror;
import dev.lapstrake.root.apt.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Debian packages come from.
 *
 * @param mirror of Debian's archive; empty for the host's own, or else the snapshot archive
 * @param indexMaxAge how old its indexes may be before it is asked for others
 * @param keyring whose signatures count; empty for those of Debian
 */
public record DebianChoice(Suite suite, Optional<Mirror> mirror, Duration indexMaxAge, Optional<Keyring> keyring) {
    /** The usual choice: Debian's own archive, asked once an hour. */
    public DebianChoice(Suite suite, Optional<Mirror> mirror) {
        this(suite, mirror, Freshness.AN_HOUR, Optional.empty());
    }

    /** The same for another suite. */
    DebianChoice of(Suite other) {
        return new DebianChoice(other, mirror, indexMaxAge, keyring);
    }

    ArchiveRequest archive(Platform platform, Workshop workshop) throws IOException, BuildException {
        Workplace workplace = workshop.workplace();
        Optional<Mirror> known =
                mirror.isPresent() ? mirror : workplace.machine().mirror();
        ArchiveRequest request = ArchiveRequest.of(suite, platform, known, workplace.debian())
                .through(workplace.outside())
                .noOlderThan(indexMaxAge)
                .held(workshop.lock());
        return keyring.isPresent() ? request.trusting(keyring.get()) : request;
    }
}
