package dev.lapstrake.verify;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;

/** What comes of violations. */
public enum Profile {
    /** They fail the build. */
    DISTROLESS,
    /** They are reported: an ordinary image has a shell and more. */
    BASE,
    /** Nothing is looked for. */
    NONE;

    public static Profile parse(String text) throws BuildException {
        return switch (text) {
            case "distroless" -> DISTROLESS;
            case "base" -> BASE;
            case "none" -> NONE;
            default ->
                throw new Problem(
                                "policy-unknown",
                                "<policy> is none that there is.",
                                text,
                                "write <policy>distroless</policy>, where violations fail the build, <policy>base</policy>,"
                                        + " where they are reported, or <policy>none</policy>")
                        .exception();
        };
    }
}
