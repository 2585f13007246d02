package dev.lapstrake.oci;

import java.io.IOException;

/** Says that content is not what its digest promised. */
public final class WrongDigestException extends IOException {
    private static final long serialVersionUID = 1;

    public WrongDigestException(Digest expected, Digest actual) {
        super("content has digest " + actual + ", not " + expected);
    }
}
