package dev.lapstrake.registry.server;

import java.io.IOException;

/** Says that what came in is no HTTP. */
final class MalformedRequestException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedRequestException(String message) {
        super(message);
    }
}
