package dev.lapstrake.root.apt;

import dev.lapstrake.cache.Fingerprint;
import dev.lapstrake.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The keys whose signatures count. Nothing is made of them before {@link SignatureCheck} does: that takes a while. */
public final class Keyring implements Fingerprint.Identified {
    private static final List<String> ROLES = List.of("automatic", "security-automatic", "stable");

    private final byte[] keys;

    private Keyring(byte[] keys) {
        this.keys = keys;
    }

    /** Public keys as {@code gpg --export} writes them, without armour. */
    public static Keyring of(byte[] keys) {
        return new Keyring(keys.clone());
    }

    /** Debian's archive keys for a suite. */
    public static Keyring of(Suite suite) throws IOException {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        for (String role : ROLES) {
            String name = suite.codename() + "-" + role + ".gpg";
            try (InputStream key = Keyring.class.getResourceAsStream(name)) {
                if (key == null) {
                    throw new IllegalStateException("the plugin's jar lacks " + name);
                }
                key.transferTo(keys);
            }
        }
        return new Keyring(keys.toByteArray());
    }

    @Override
    public Digest digest() {
        return Digest.of(keys);
    }

    /** The keys as they came. */
    InputStream open() {
        return new ByteArrayInputStream(keys);
    }
}
