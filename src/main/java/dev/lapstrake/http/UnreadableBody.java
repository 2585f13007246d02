package dev.lapstrake.http;

import java.io.IOException;

/** What was to be sent can't be read: the fault is on this side. */
public final class UnreadableBody extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableBody(IOException cause) {
        super(cause);
    }
}
