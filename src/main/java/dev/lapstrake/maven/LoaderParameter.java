package dev.lapstrake.maven;

import dev.lapstrake.archive.LoaderChoice;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code <loader>}: the program that is handed an image. */
public final class LoaderParameter {
    private static final String PROPERTY = "lapstrake.load.";

    /** A name on the path, or a file. */
    @Parameter
    @Nullable
    String program;

    /** What it is called with, so that it reads an image from its standard input. */
    @Parameter
    List<String> arguments = List.of();

    /** What was written, and over it what properties say. */
    LoaderChoice choice(Properties properties) {
        Optional<String> named = Optional.ofNullable(properties.getProperty(PROPERTY + "program", program));
        Optional<List<String>> said = Optional.ofNullable(properties.getProperty(PROPERTY + "arguments"))
                .map(text -> List.of(text.strip().split("\\s+")));
        return new LoaderChoice(named.filter(name -> !name.isBlank()), said.orElseGet(() -> Parsed.list(arguments)));
    }
}
