package dev.lapstrake.tree;

/** Entries that cannot be one tree. Whoever reads them from outside translates it, naming the archive. */
public final class MalformedTreeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public MalformedTreeException(String message) {
        super(message);
    }
}
