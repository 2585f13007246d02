package dev.lapstrake.classfile;

import java.io.IOException;

/** A class file that can't be read: damaged, or newer than anything known when this was written. */
public final class UnknownClassFileException extends IOException {
    private static final long serialVersionUID = 1;

    UnknownClassFileException(String message) {
        super(message);
    }

    static UnknownClassFileException tooShort() {
        return new UnknownClassFileException("damaged: it ends too soon");
    }
}
