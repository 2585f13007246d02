package dev.lapstrake.publish;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.TagChoice;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which tags name one image for ever. */
public enum ImmutableTags {
    NONE,
    ALL,
    /** Those of versions; a SNAPSHOT, a series such as {@code 1.4}, {@code latest} and other words may move. */
    RELEASES;

    private static final Pattern VERSION = Pattern.compile("v?\\d+\\.\\d+\\.\\d+([._+-].*)?");

    /** Reads a choice as a user writes it. */
    public static ImmutableTags parse(String text) throws BuildException {
        return switch (text.strip()) {
            case "false" -> NONE;
            case "true" -> ALL;
            case "releases" -> RELEASES;
            default ->
                throw new Problem(
                                "immutable-tags-unknown",
                                "<immutableTags> does not say which tags must not move.",
                                text,
                                "write true, false, or releases")
                        .exception();
        };
    }

    /** The tags, and which of them must not move. */
    public TagChoice choice(List<String> tags, ProjectVersion version) {
        return switch (this) {
            case NONE -> TagChoice.movable(tags);
            case ALL -> TagChoice.fixed(tags);
            case RELEASES -> new TagChoice(tags, versions(tags, version));
        };
    }

    private static Set<String> versions(Collection<String> tags, ProjectVersion version) {
        return tags.stream()
                .filter(tag -> VERSION.matcher(tag).matches() || tag.equals(version.tag()))
                .filter(tag -> !tag.endsWith("SNAPSHOT"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
