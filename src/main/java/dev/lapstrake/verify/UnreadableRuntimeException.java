package dev.lapstrake.verify;

import java.io.IOException;

/** A Java runtime's modules can't be read. */
final class UnreadableRuntimeException extends IOException {
    private static final long serialVersionUID = 1;
}
