package dev.lapstrake.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that the user can mend, in the user's own terms.
 *
 * @param id a lasting name for this kind of problem, as {@code docs/errors.md} lists it: lower-case words, hyphens
 * @param what what is wrong, one sentence that names the POM element or property
 * @param found the value that was found, without quotes; null where no single value is to blame
 * @param fix what to write or do instead, with an example where one helps
 */
public record Problem(String id, String what, @Nullable String found, String fix) {
    public Problem {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("not a problem id: " + id);
        }
        Objects.requireNonNull(what);
        Objects.requireNonNull(fix);
    }

    public static Problem of(String id, String what, String fix) {
        return new Problem(id, what, null, fix);
    }

    /** The same problem, with what of several things it is about said first. */
    public Problem about(String subject) {
        return new Problem(id, subject + ": " + what, found, fix);
    }

    /** The problem as a person reads it: up to three lines, the value in quotes. */
    public String text() {
        String value = found == null ? "" : "\n  found: '" + found + "'";
        return what + " [" + id + "]" + value + "\n  fix:   " + fix;
    }

    public BuildException exception() {
        return new BuildException(this, null);
    }

    public BuildException exception(Throwable cause) {
        return new BuildException(this, cause);
    }
}
