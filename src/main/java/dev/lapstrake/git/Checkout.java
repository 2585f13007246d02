package dev.lapstrake.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is checked out in a git working copy.
 *
 * @param commit the commit's whole name: 40 hexadecimal digits, or 64 in a repository of SHA-256
 * @param branch its short name, such as {@code main}; empty where HEAD is detached, as it is in most pipelines
 * @param source the remote {@code origin} as a browser would open it, without credentials; empty where there is none, or
 *     it is a folder
 */
public record Checkout(String commit, Optional<String> branch, Optional<String> source) {
    private static final String BRANCHES = "refs/heads/";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    /** True for what can be a commit's whole name. */
    public static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /**
     * Finds the working copy that a folder is in: a clone, a work tree or a submodule.
     *
     * @return empty outside of any, where nothing is committed yet, and where refs are kept in a way that this does not
     *     read ({@code reftable})
     */
    public static Optional<Checkout> of(Path folder) throws IOException {
        Optional<GitFolder> git = GitFolder.above(folder);
        return git.isPresent() ? of(git.get()) : Optional.empty();
    }

    private static Optional<Checkout> of(GitFolder git) throws IOException {
        Refs refs = new Refs(git);
        Optional<String> commit = refs.commit(Refs.HEAD);
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> branch = refs.target(Refs.HEAD)
                .filter(ref -> ref.startsWith(BRANCHES))
                .map(ref -> ref.substring(BRANCHES.length()));
        Optional<String> source = GitConfig.parse(git.text(git.common().resolve("config")))
                .value("remote.origin.url")
                .flatMap(RemoteUrl::asWebPage);
        return Optional.of(new Checkout(commit.get(), branch, source));
    }
}
