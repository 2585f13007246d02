package dev.lapstrake.verify;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that an image must not have. */
interface Rule {
    /** What the rule is called in reports, and where it is allowed to be broken: lower-case words, hyphens. */
    String id();

    Stream<Violation> check(Image image) throws IOException, BuildException;

    /** Why the rule can't judge an image; empty if it can. */
    default Optional<String> unchecked(Image image) throws IOException {
        return Optional.empty();
    }
}
