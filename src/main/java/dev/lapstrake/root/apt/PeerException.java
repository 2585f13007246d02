package dev.lapstrake.root.apt;

import java.io.IOException;

/** The other side of a connection failed, not this machine's disk. */
final class PeerException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final boolean passing;

    /**
     * @param reason the end of a sentence
     * @param passing true if another attempt may succeed
     */
    PeerException(String reason, boolean passing) {
        super(reason);
        this.reason = reason;
        this.passing = passing;
    }

    String reason() {
        return reason;
    }

    boolean isPassing() {
        return passing;
    }
}
