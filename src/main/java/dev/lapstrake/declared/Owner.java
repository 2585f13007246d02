package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Map;
import java.util.Optional;

/** A user and a group, by number. */
public record Owner(int user, int group) {
    public static final Owner ROOT = new Owner(0, 0);

    /** The names that every root made here has (Debian policy 9.2.2 for nobody's number). */
    private static final Map<String, Integer> NAMES = Map.of("root", 0, "nonroot", 65532, "nobody", 65534);

    /** Reads {@code nonroot}, {@code 1000} or {@code 1000:1000}; without a group it has the user's number. */
    public static Owner parse(String text) throws BuildException {
        String[] parts = text.split(":", -1);
        Optional<Integer> user = number(parts[0]);
        Optional<Integer> group = number(parts[parts.length - 1]);
        if (parts.length > 2 || user.isEmpty() || group.isEmpty()) {
            throw new Problem(
                            "owner-malformed",
                            "<owner> names no user.",
                            text,
                            "write numbers, as in <owner>65532:65532</owner>, or one of root, nonroot and nobody")
                    .exception();
        }
        return new Owner(user.get(), group.get());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.ofNullable(NAMES.get(text));
    }
}
