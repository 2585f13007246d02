package dev.lapstrake.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.registry.TagChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineOutputsTest {
    private static final Digest DIGEST = Digest.of("image");
    private static final Pattern OUTPUT = Pattern.compile("(\\w+)<<(end-[0-9a-f-]{36})\n(.*?)\n\\2\n", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void writeNamesEachTagInEachPlaceWithTheDigest() throws Exception {
        write(Map.of(), published("example.com/app", "1.4", "1"), published("example.org/copy", "edge"));

        assertThat(folder.resolve("image-reference"))
                .hasContent("example.com/app:1.4@" + DIGEST + "\nexample.com/app:1@" + DIGEST
                        + "\nexample.org/copy:edge@" + DIGEST + "\n");
        assertThat(folder.toFile().list()).containsExactly("image-reference");
    }

    @Test
    void writeWhenThereIsNoTagNamesTheRepositoryByTheDigest() throws Exception {
        write(Map.of(), published("example.com/app"));
        assertThat(folder.resolve("image-reference")).hasContent("example.com/app@" + DIGEST);
    }

    @Test
    void writeOnGithubAppendsOutputsAndASummary() throws Exception {
        Path output = Files.writeString(folder.resolve("output"), "before=1\n");
        Path summary = folder.resolve("summary");

        write(
                Map.of("GITHUB_OUTPUT", output.toString(), "GITHUB_STEP_SUMMARY", summary.toString()),
                published("example.com/app", "1.4", "1"));

        String text = Files.readString(output);
        assertThat(text).startsWith("before=1\n");
        Matcher values = OUTPUT.matcher(text);
        assertThat(values.results().map(value -> value.group(1) + "=" + value.group(3)))
                .containsExactly(
                        "image=example.com/app",
                        "digest=" + DIGEST,
                        "reference=example.com/app:1.4@" + DIGEST,
                        "tags=example.com/app:1.4\nexample.com/app:1");
        assertThat(summary).content().contains("- `example.com/app:1.4`\n- `example.com/app:1`\n", "`" + DIGEST + "`");
    }

    @Test
    void writeOnGitlabWritesVariablesOnALineEach() throws Exception {
        write(Map.of("GITLAB_CI", "true"), published("example.com/app", "1.4", "1"));

        assertThat(folder.resolve("gitlab.env"))
                .content()
                .hasLineCount(4)
                .contains(
                        "LAPSTRAKE_IMAGE=example.com/app\n",
                        "LAPSTRAKE_DIGEST=" + DIGEST + "\n",
                        "LAPSTRAKE_REFERENCE=example.com/app:1.4@" + DIGEST + "\n",
                        "LAPSTRAKE_TAGS=example.com/app:1.4,example.com/app:1\n");
    }

    /** No name that was parsed has such characters; the forms must not count on that. */
    @Test
    void writeWhenANameHasOddCharactersSetsNothingElse() throws Exception {
        Path output = folder.resolve("output");
        Path summary = folder.resolve("summary");
        ImageReference odd = new ImageReference("example.com", "app\nadmin=1\n`x`", null, null);

        write(
                Map.of(
                        "GITLAB_CI",
                        "true",
                        "GITHUB_OUTPUT",
                        output.toString(),
                        "GITHUB_STEP_SUMMARY",
                        summary.toString()),
                published(odd, "1"));

        assertThat(OUTPUT.matcher(Files.readString(output)).results().map(value -> value.group(1)))
                .containsExactly("image", "digest", "reference", "tags");
        assertThat(Files.readString(folder.resolve("gitlab.env")).lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("LAPSTRAKE_"));
        assertThat(summary).content().contains("- `example.com/app?admin=1??x?:1`");
    }

    private void write(Map<String, String> environment, Published... published) throws IOException {
        new PipelineOutputs(folder, environment).write(List.of(published));
    }

    private static Published published(String repository, String... tags) throws BuildException {
        return published(ImageReference.parse(repository, "image"), tags);
    }

    private static Published published(ImageReference repository, String... tags) {
        return new Published(
                new PushTarget(repository, TagChoice.movable(List.of(tags))), new PushedImage(DIGEST, 0, 0, 0));
    }
}
