package dev.lapstrake.root.apt;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Which archives to use, and how.
 *
 * @param keyring whose signatures count
 * @param cache a folder for what was fetched; several builds may share it
 * @param offline true if only the cache may be used, however old it is
 * @param clock tells what has expired; nothing in an image depends on it
 */
public record ArchiveRequest(
        Suite suite,
        Architecture architecture,
        Mirror mirror,
        Keyring keyring,
        Path cache,
        boolean offline,
        Clock clock) {
    private static final Path ETC_APT = Path.of("/etc/apt");

    /**
     * A request for Debian's own archives: from the mirror if one is given, or else the one that this machine's apt is
     * configured for, or else snapshot.debian.org.
     */
    public static ArchiveRequest of(Suite suite, Platform platform, Optional<Mirror> mirror, Path cache)
            throws IOException, BuildException {
        Clock clock = Clock.systemUTC();
        Optional<Mirror> known = mirror.isPresent() ? mirror : HostSources.read(ETC_APT);
        return new ArchiveRequest(
                suite,
                Architecture.of(platform),
                known.orElseGet(() -> Mirror.snapshot(clock.instant())),
                Keyring.of(suite),
                cache,
                false,
                clock);
    }

    public ArchiveRequest offline(boolean value) {
        return new ArchiveRequest(suite, architecture, mirror, keyring, cache, value, clock);
    }

    public ArchiveRequest trusting(Keyring other) {
        return new ArchiveRequest(suite, architecture, mirror, other, cache, offline, clock);
    }

    public ArchiveRequest at(Clock other) {
        return new ArchiveRequest(suite, architecture, mirror, keyring, cache, offline, other);
    }
}
