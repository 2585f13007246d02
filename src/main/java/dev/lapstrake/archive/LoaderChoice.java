package dev.lapstrake.archive;

import java.util.List;
import java.util.Optional;

/**
 * Which program is handed an image.
 *
 * @param program a name on the path, or a file; by default the first on the path that is known
 * @param arguments with which it reads an image from its standard input; none for those that it is known to take
 */
public record LoaderChoice(Optional<String> program, List<String> arguments) {
    public LoaderChoice {
        arguments = List.copyOf(arguments);
    }
}
