package dev.lapstrake.publish;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way to find tags in what a project and its working copy say of themselves. */
public enum TagRule {
    /** The project's version. */
    VERSION,
    /** The project's version, and the series that a release belongs to. */
    SEMVER,
    /** The whole name of the commit: what pipelines and pages of repositories call it, and what is never ambiguous. */
    COMMIT,
    /** The branch, where one is built. */
    BRANCH,
    /** {@code latest}, for a release. */
    LATEST;

    /** Reads a rule as a user writes it. */
    public static TagRule parse(String text) throws BuildException {
        for (TagRule rule : values()) {
            if (rule.toString().equals(text.strip())) {
                return rule;
            }
        }
        throw new Problem(
                        "tagging-unknown",
                        "<tagging> has a rule that is none.",
                        text,
                        "write one of "
                                + Arrays.stream(values()).map(TagRule::toString).collect(Collectors.joining(", "))
                                + "; a tag of your own belongs into <tags>")
                .exception();
    }

    /** The tags that the rule finds; perhaps none. */
    public List<String> tags(ProjectVersion version, Revision revision) throws BuildException {
        return switch (this) {
            case VERSION -> List.of(version.tag());
            case SEMVER -> version.series();
            case COMMIT -> List.of(revision.commit());
            case BRANCH -> revision.branch().map(ProjectVersion::fit).stream().toList();
            case LATEST -> version.isRelease() ? List.of("latest") : List.of();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
