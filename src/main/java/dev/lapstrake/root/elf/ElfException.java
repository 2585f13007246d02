package dev.lapstrake.root.elf;

import java.io.IOException;

/** An ELF file contradicts itself. The message says how, without the file's name. */
public final class ElfException extends IOException {
    private static final long serialVersionUID = 1;

    ElfException(String message) {
        super(message);
    }
}
