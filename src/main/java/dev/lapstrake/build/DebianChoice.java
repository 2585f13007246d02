package dev.lapstrake.build;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.apt.Mirror;
import dev.lapstrake.root.apt.Suite;
import java.io.IOException;
import java.util.Optional;

/**
 * Where Debian packages come from.
 *
 * @param mirror of Debian's archive; empty for the host's own, or else the snapshot archive
 */
public record DebianChoice(Suite suite, Optional<Mirror> mirror) {
    ArchiveRequest archive(Platform platform, Workplace workplace) throws IOException, BuildException {
        return ArchiveRequest.of(suite, platform, mirror, workplace.debian()).offline(workplace.offline());
    }
}
