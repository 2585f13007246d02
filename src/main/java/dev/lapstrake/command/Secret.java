package dev.lapstrake.command;

import java.nio.file.Path;

/**
 * A value for commands that nothing else may see.
 *
 * @param isFile true if commands get the path of a private file that holds the value, false if they get the value
 * @param isRequired false if commands can do without; where it is not there, its variable is not set
 */
public record Secret(Source source, boolean isFile, boolean isRequired) {
    /** Where a secret is kept. */
    public sealed interface Source {
        /** A variable of the build's own environment. */
        record Variable(String name) implements Source {}

        record File(Path path) implements Source {}
    }
}
