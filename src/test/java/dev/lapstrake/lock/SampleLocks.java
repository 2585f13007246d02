package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Locks to look at. */
final class SampleLocks {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    static final String SIGNER = "4CB50190207B4758A3F73A796ED0E7B82643E131";

    private SampleLocks() {}

    static LockedPackage openssl(String version) {
        return new LockedPackage(
                "libssl3t64",
                version,
                "amd64",
                new LockedPackage.Source("openssl", version),
                file("trixie-security", "pool/main/o/openssl/libssl3t64_" + version + "_amd64.deb"),
                NOON.plusSeconds(3600));
    }

    static LockedPackage png() {
        return new LockedPackage(
                "libpng16-16t64",
                "1.6.48-1+b1",
                "amd64",
                new LockedPackage.Source("libpng1.6", "1:1.6.48-1"),
                file("trixie", "pool/main/libp/libpng1.6/libpng16-16t64_1.6.48-1+b1_amd64.deb"),
                NOON);
    }

    private static LockedPackage.File file(String archive, String path) {
        return new LockedPackage.File(archive, path, 2437, Digest.of(path));
    }

    static LockedSuite trixie(LockedPackage... packages) {
        return LockedSuite.of("linux/amd64", "trixie", NOON, List.of(SIGNER), List.of(packages));
    }

    static LockedPlatform platform(String jdk) {
        return LockedPlatform.of(
                "linux/amd64",
                NOON,
                Optional.of(new LockedPlatform.Jdk(jdk, Digest.of(jdk))),
                Map.of("registry.example.com/base:1", Digest.of("base")));
    }

    static Lock lock() {
        return new Lock(List.of(platform("17.0.15")), List.of(trixie(openssl("3.5.1-1"), png())));
    }
}
