package dev.lapstrake.publish;

import dev.lapstrake.git.Checkout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a project is built from: its git working copy, and where that does not say it, the variables of a pipeline, which
 * often checks out a commit and no branch.
 */
public final class Revision {
    private static final List<String> COMMITS =
            List.of("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT", "BUILD_SOURCEVERSION");
    private static final List<String> BRANCHES = List.of(
            "GITHUB_HEAD_REF",
            "CI_COMMIT_BRANCH",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
            "CHANGE_BRANCH",
            "BRANCH_NAME");

    private final Path folder;
    private final Optional<Checkout> checkout;
    private final Map<String, String> environment;

    /**
     * @param folder the project's, named in errors
     */
    public Revision(Path folder, Optional<Checkout> checkout, Map<String, String> environment) {
        this.folder = folder;
        this.checkout = checkout;
        this.environment = Map.copyOf(environment);
    }

    String commit() throws BuildException {
        return checkout.map(Checkout::commit)
                .or(() -> values(COMMITS).filter(Checkout::isCommit).findFirst())
                .orElseThrow(() -> unknown("commit"));
    }

    /** The branch; empty where a tag of git is built, which is on no branch. */
    Optional<String> branch() throws BuildException {
        Optional<String> branch = checkout.flatMap(Checkout::branch)
                .or(() -> values(BRANCHES).findFirst())
                .or(() -> named("branch"));
        if (branch.isEmpty() && !isOfTag()) {
            throw unknown("branch");
        }
        return branch;
    }

    private boolean isOfTag() {
        return named("tag").isPresent()
                || environment.containsKey("CI_COMMIT_TAG")
                || environment.containsKey("TAG_NAME");
    }

    /** What GitHub builds, if it is of this type. */
    private Optional<String> named(String type) {
        return type.equals(environment.get("GITHUB_REF_TYPE"))
                ? Optional.ofNullable(environment.get("GITHUB_REF_NAME"))
                : Optional.empty();
    }

    private Stream<String> values(List<String> names) {
        return names.stream().map(environment::get).flatMap(Stream::ofNullable).filter(value -> !value.isEmpty());
    }

    private BuildException unknown(String what) {
        return new Problem(
                        "revision-unknown",
                        "<tagging> asks for the " + what + ", and neither a git working copy nor a pipeline's variables"
                                + " tell it.",
                        folder.toString(),
                        "build in a working copy of git, "
                                + (what.equals("branch") ? "with a branch checked out, " : "") + "or leave '" + what
                                + "' out of <tagging>")
                .exception();
    }
}
