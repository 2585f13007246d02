package dev.lapstrake.oci;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "alpine, registry-1.docker.io, library/alpine, ",
        "team/app:1, registry-1.docker.io, team/app, 1",
        "docker.io/alpine:3, registry-1.docker.io, library/alpine, 3",
        "localhost/app, localhost, app, ",
        "localhost:5000/a/b:x, localhost:5000, a/b, x",
        "registry.example.com/app, registry.example.com, app, ",
        "[::1]:5000/app:1, [::1]:5000, app, 1"
    })
    void parseReadsWhatDockerReads(String text, String registry, String repository, String tag) throws Exception {
        ImageReference reference = ImageReference.parse(text, "image");
        assertThat(reference).isEqualTo(new ImageReference(registry, repository, tag, null));
    }

    @Test
    void toStringIsWhatPeopleWrite() throws Exception {
        assertThat(ImageReference.parse("alpine:3", "base")).hasToString("alpine:3");
        assertThat(ImageReference.parse("team/app:1", "image")).hasToString("docker.io/team/app:1");
        assertThat(ImageReference.parse("localhost:5000/a:1", "image")).hasToString("localhost:5000/a:1");
    }

    @Test
    void parseWhenThereIsADigestKeepsIt() throws Exception {
        Digest digest = Digest.of("x");
        ImageReference reference = ImageReference.parse("example.com/app:1@" + digest, "base");
        assertThat(reference.digest()).isEqualTo(digest);
        assertThat(reference.selector()).isEqualTo(digest.toString());
        assertThat(reference.toString()).isEqualTo("example.com/app:1@" + digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":1",
                "App",
                "a b",
                "example.com/",
                "example.com/App:1",
                "app:",
                "app:-x",
                "a@sha256:12",
                "a//b"
            })
    void parseWhenMalformedNamesElementAndValue(String text) {
        Problem problem = assertProblem("image-name-malformed", () -> ImageReference.parse(text, "base"));
        assertThat(problem.found()).isEqualTo(text);
        assertThat(problem.text()).contains("<base>").contains("fix:");
    }
}
