package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes locks. What a thing is named stands at the beginning of a line, what there is to say of it below, indented. */
final class LockText {
    static final String FIRST_LINE = "lapstrake.lock 1";
    static final String CHECKSUM = "checksum ";

    private static final String COMMENT =
            "# Written by lapstrake:lock. Review it, commit it, and change it only by running that goal again.\n";

    private final StringBuilder text = new StringBuilder();

    private LockText() {}

    static String of(Lock lock) {
        LockText writer = new LockText();
        writer.text.append(FIRST_LINE).append('\n').append(COMMENT);
        lock.platforms().forEach(writer::platform);
        lock.suites().forEach(writer::suite);
        writer.text.append('\n');
        String content = writer.text.toString();
        return content + CHECKSUM + Digest.of(content) + "\n";
    }

    private void platform(LockedPlatform platform) {
        title(platform.platform());
        thing("snapshot", platform.snapshot().toString());
        platform.jdk().ifPresent(jdk -> {
            thing("jdk", jdk.version());
            fact("identity", jdk.identity().toString());
        });
        platform.images().forEach((name, digest) -> {
            thing("image", name);
            fact("digest", digest.toString());
        });
    }

    private void suite(LockedSuite suite) {
        title(suite.title());
        thing("snapshot", suite.snapshot().toString());
        suite.signers().forEach(signer -> thing("signed-by", signer));
        suite.packages().values().forEach(locked -> locked(locked, suite.snapshot()));
    }

    private void locked(LockedPackage locked, Instant snapshot) {
        thing("package", locked.name());
        facts(locked, snapshot).forEach(this::fact);
    }

    /**
     * What there is to say of a package.
     *
     * @param snapshot the time of its suite
     */
    static Map<String, String> facts(LockedPackage locked, Instant snapshot) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", locked.version());
        facts.put("architecture", locked.architecture());
        facts.put("source", locked.source().name() + " " + locked.source().version());
        facts.put("archive", locked.file().archive());
        facts.put("path", locked.file().path());
        facts.put("size", Long.toString(locked.file().size()));
        facts.put("sha256", locked.file().digest().hex());
        if (!locked.snapshot().equals(snapshot)) {
            facts.put("snapshot", locked.snapshot().toString());
        }
        return facts;
    }

    private void title(String title) {
        text.append("\n[").append(title).append("]\n");
    }

    private void thing(String word, String value) {
        text.append(word).append(' ').append(value).append('\n');
    }

    private void fact(String word, String value) {
        text.append("  ");
        thing(word, value);
    }
}
