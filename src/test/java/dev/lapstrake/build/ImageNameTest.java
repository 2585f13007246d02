package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageNameTest {
    @Test
    void parseWhenThereAreFurtherTagsPutsThemBehind() throws Exception {
        ImageName name = ImageName.parse("localhost:5000/app:1.0", List.of("latest", "1.0", "1"), "9");
        assertThat(name.tags()).containsExactly("1.0", "latest", "1");
        assertThat(name.reference().toString()).isEqualTo("localhost:5000/app:1.0");
        assertThat(name.reference().name()).isEqualTo("localhost:5000/app");
    }

    @Test
    void parseWhenThereAreOnlyFurtherTagsNeedsNoOther() throws Exception {
        assertThat(ImageName.parse("localhost/app", List.of("1.0"), "9").tags()).containsExactly("1.0");
    }

    @Test
    void parseWhenThereIsNoTagTakesTheOtherAndNeverLatest() throws Exception {
        assertThat(ImageName.parse("localhost/app", List.of(), "9").tags()).containsExactly("9");
    }

    @Test
    void atWhenThePlaceHasNoTagHasTheSameTags() throws Exception {
        ImageName name = ImageName.parse("localhost/app:1.0", List.of("1"), "9");
        assertThat(name.at("example.com/copy")).isEqualTo(ImageName.parse("example.com/copy:1.0", List.of("1"), "9"));
    }

    @Test
    void atWhenThePlaceHasATagHasThatAlone() throws Exception {
        ImageName name = ImageName.parse("localhost/app:1.0", List.of("1"), "9");
        assertThat(name.at("example.com/copy:edge").tags()).containsExactly("edge");
        assertProblem("image-name-with-digest", () -> name.at("example.com/copy@" + Digest.of("x")));
    }

    @Test
    void parseWhenTagIsMalformedSaysSo() {
        assertProblem("tag-malformed", () -> ImageName.parse("localhost/app", List.of("1.0+build"), "9"));
    }

    @Test
    void parseWhenThereIsADigestSaysSo() {
        String image = "localhost/app@" + Digest.of("x");
        assertProblem("image-name-with-digest", () -> ImageName.parse(image, List.of(), "9"));
    }
}
