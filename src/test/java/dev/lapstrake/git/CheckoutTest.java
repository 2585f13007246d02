package dev.lapstrake.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "89abcdef0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void ofWhenGitMadeTheRepositoryReadsWhatGitSays() throws Exception {
        GitProgram git = GitProgram.init(folder.resolve("clone"));
        String commit = git.commit();
        git.run("remote", "add", "origin", "git@example.com:team/app.git");

        Path inside = Files.createDirectories(folder.resolve("clone/modules/web"));
        assertThat(Checkout.of(inside))
                .contains(new Checkout(commit, Optional.of("main"), Optional.of("https://example.com/team/app")));
    }

    @Test
    void ofWhenGitPackedTheRefsReadsThem() throws Exception {
        GitProgram git = GitProgram.init(folder);
        String commit = git.commit();
        git.run("checkout", "-q", "-b", "feature/one");
        git.run("tag", "-a", "-m", "x", "v1");
        git.run("pack-refs", "--all");

        assertThat(folder.resolve(".git/refs/heads/feature/one")).doesNotExist();
        assertThat(Checkout.of(folder)).contains(checkout(commit, "feature/one"));
    }

    @Test
    void ofWhenGitMadeAWorkTreeReadsItsOwnHeadAndTheCommonRefs() throws Exception {
        GitProgram git = GitProgram.init(folder.resolve("clone"));
        String commit = git.commit();
        git.run("worktree", "add", "-q", "-b", "side", "../tree");
        git.run("pack-refs", "--all");
        git.run("remote", "add", "origin", "https://example.com/app");

        assertThat(Checkout.of(folder.resolve("tree")))
                .contains(new Checkout(commit, Optional.of("side"), Optional.of("https://example.com/app")));
    }

    @Test
    void ofWhenGitDetachedHeadHasNoBranch() throws Exception {
        GitProgram git = GitProgram.init(folder);
        String commit = git.commit();
        git.run("checkout", "-q", "--detach");

        assertThat(Checkout.of(folder)).contains(new Checkout(commit, Optional.empty(), Optional.empty()));
    }

    @Test
    void ofWhenGitNamesCommitsBySha256GivesAllOfTheName() throws Exception {
        GitProgram git = GitProgram.init(folder, "--object-format=sha256");
        String commit = git.commit();

        assertThat(commit).hasSize(64);
        assertThat(Checkout.of(folder)).contains(checkout(commit, "main"));
    }

    @Test
    void ofWhenNothingIsCommittedIsEmpty() throws Exception {
        GitProgram.init(folder);

        assertThat(Checkout.of(folder)).isEmpty();
    }

    @Test
    void ofWhenInASubmoduleReadsTheModules() throws IOException {
        write("clone/.git/HEAD", OTHER);
        write("clone/.git/modules/lib/HEAD", COMMIT);
        write("clone/lib/.git", "gitdir: ../.git/modules/lib\n");

        assertThat(Checkout.of(folder.resolve("clone/lib/src")).map(Checkout::commit))
                .contains(COMMIT);
    }

    @Test
    void ofWhenARefIsLooseAndPackedTakesTheLooseOne() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/packed-refs", "# pack-refs with: peeled\n" + OTHER + " refs/heads/main\n^" + OTHER + "\n");
        write(".git/refs/heads/main", COMMIT + "\n");

        assertThat(Checkout.of(folder)).contains(checkout(COMMIT, "main"));
    }

    @Test
    void ofWhenARefEndsLikeAnotherTakesTheWholeName() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/packed-refs", OTHER + " refs/remotes/refs/heads/main\n" + COMMIT + " refs/heads/main\n");

        assertThat(Checkout.of(folder)).contains(checkout(COMMIT, "main"));
    }

    @Test
    void ofWhenRefsLeadInACircleIsEmpty() throws IOException {
        write(".git/HEAD", "ref: refs/heads/a");
        write(".git/refs/heads/a", "ref: refs/heads/a");

        assertThat(Checkout.of(folder)).isEmpty();
    }

    @Test
    void ofWhenARefLeadsOutOfTheFolderIsEmpty() throws IOException {
        write(".git/HEAD", "ref: refs/../../outside");
        write("outside", COMMIT);

        assertThat(Checkout.of(folder)).isEmpty();
    }

    @Test
    void ofWhenTheFileLeadsNowhereIsEmpty() throws IOException {
        write(".git", "gitdir: /nowhere/at/all\n");

        assertThat(Checkout.of(folder)).isEmpty();
    }

    private static Checkout checkout(String commit, String branch) {
        return new Checkout(commit, Optional.of(branch), Optional.empty());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
