package dev.lapstrake.publish;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.git.Checkout;
import dev.lapstrake.problem.BuildException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagRuleTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Path FOLDER = Path.of("/project");

    @Test
    void tagsOfEachRuleAreWhatItSays() throws BuildException {
        Revision revision = revision("feature/one", Map.of());
        assertThat(tags("version", "1.4.2", revision)).containsExactly("1.4.2");
        assertThat(tags("semver", "1.4.2", revision)).containsExactly("1.4.2", "1.4", "1");
        assertThat(tags("commit", "1.4.2", revision)).containsExactly(COMMIT);
        assertThat(tags("branch", "1.4.2", revision)).containsExactly("feature-one");
        assertThat(tags("latest", "1.4.2", revision)).containsExactly("latest");
    }

    @Test
    void tagsWhenVersionIsNoReleaseHaveNoLatest() throws BuildException {
        Revision revision = revision("main", Map.of());
        assertThat(tags("latest", "1.4.2-SNAPSHOT", revision)).isEmpty();
        assertThat(tags("latest", "1.4.2-rc1", revision)).isEmpty();
    }

    @Test
    void parseWhenRuleIsUnknownSaysWhichThereAre() {
        assertThat(assertProblem("tagging-unknown", () -> TagRule.parse("newest"))
                        .fix())
                .contains("version, semver, commit, branch, latest");
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_HEAD_REF, fix/one",
        "CI_COMMIT_BRANCH, fix/one",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME, fix/one",
        "BRANCH_NAME, fix/one"
    })
    void branchWhenHeadIsDetachedIsThePipelines(String variable, String branch) throws BuildException {
        assertThat(detached(Map.of(variable, branch)).branch()).contains("fix/one");
    }

    @Test
    void branchWhenGithubBuildsATagIsNone() throws BuildException {
        Map<String, String> tag = Map.of("GITHUB_REF_TYPE", "tag", "GITHUB_REF_NAME", "v1", "GITHUB_HEAD_REF", "");
        assertThat(detached(tag).branch()).isEmpty();
        Map<String, String> branch = Map.of("GITHUB_REF_TYPE", "branch", "GITHUB_REF_NAME", "main");
        assertThat(detached(branch).branch()).contains("main");
    }

    @Test
    void tagsWhenNothingTellsTheRevisionSaySo() {
        Revision none = new Revision(FOLDER, Optional.empty(), Map.of("GITHUB_SHA", "not one"));
        assertProblem("revision-unknown", none::commit);
        assertProblem("revision-unknown", none::branch);
        assertProblem("revision-unknown", detached(Map.of())::branch);
    }

    @Test
    void commitWhenThereIsNoWorkingCopyIsThePipelines() throws BuildException {
        assertThat(new Revision(FOLDER, Optional.empty(), Map.of("CI_COMMIT_SHA", COMMIT)).commit())
                .isEqualTo(COMMIT);
    }

    @Test
    void choiceWhenReleasesAreFixedLetsOtherTagsMove() throws BuildException {
        List<String> tags = List.of("1.4.2", "1.4", "latest", "v2.0.0-rc1", "1.4.3-SNAPSHOT", "main");
        assertThat(ImmutableTags.parse("releases")
                        .choice(tags, new ProjectVersion("1.4.2"))
                        .fixed())
                .containsExactlyInAnyOrder("1.4.2", "v2.0.0-rc1");
        assertThat(ImmutableTags.parse("releases")
                        .choice(tags, new ProjectVersion("1.4"))
                        .fixed())
                .contains("1.4");
        assertThat(ImmutableTags.parse("true")
                        .choice(tags, new ProjectVersion("1"))
                        .fixed())
                .hasSize(6);
        assertThat(ImmutableTags.parse("false")
                        .choice(tags, new ProjectVersion("1"))
                        .fixed())
                .isEmpty();
        assertProblem("immutable-tags-unknown", () -> ImmutableTags.parse("some"));
    }

    private static List<String> tags(String rule, String version, Revision revision) throws BuildException {
        return TagRule.parse(rule).tags(new ProjectVersion(version), revision);
    }

    private static Revision revision(String branch, Map<String, String> environment) {
        return new Revision(
                FOLDER, Optional.of(new Checkout(COMMIT, Optional.of(branch), Optional.empty())), environment);
    }

    private static Revision detached(Map<String, String> environment) {
        return new Revision(FOLDER, Optional.of(new Checkout(COMMIT, Optional.empty(), Optional.empty())), environment);
    }
}
