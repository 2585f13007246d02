package dev.lapstrake.root.apt;

/** A message that nobody vouches for. The reason is the end of a sentence. */
final class UntrustedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    UntrustedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
