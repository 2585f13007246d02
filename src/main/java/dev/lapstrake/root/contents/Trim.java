package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Locale;

/** How much of a package is left out. */
public enum Trim {
    /** From a library's package comes what is loaded, and from no package what only people read. */
    LIBRARIES,
    /** Nothing: packages are whole, as in the distroless images that others make. */
    NONE;

    public static Trim parse(String text) throws BuildException {
        return switch (text) {
            case "libraries" -> LIBRARIES;
            case "none" -> NONE;
            default ->
                throw new Problem(
                                "trim-unknown",
                                "<trim> is no way to trim packages.",
                                text,
                                "write <trim>libraries</trim> for what the image's programs load, or <trim>none</trim> for"
                                        + " whole packages")
                        .exception();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
