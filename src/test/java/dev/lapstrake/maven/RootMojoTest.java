package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.build.FoundationChoice;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import java.io.File;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootMojoTest {
    private final RootMojo mojo = new BuildMojo();

    @Test
    void foundationWhenNothingIsSaidIsARootWithNothingBesideTheBase() throws Exception {
        RootContents contents = contents();
        assertThat(contents.identity()).isEmpty();
        assertThat(contents.packageNames()).isEmpty();
    }

    @Test
    void foundationHasAllThatThePomSaysOfTheRoot() throws Exception {
        UserParameter user = new UserParameter();
        user.name = "app";
        user.id = "1000";
        DirectoryParameter directory = new DirectoryParameter();
        directory.path = "/data";
        directory.owner = "app";
        directory.mode = "0700";
        mojo.packages = List.of("curl");
        mojo.locales = List.of("de_DE");
        mojo.timezones = List.of("Europe/Berlin");
        mojo.fonts = "fonts-lato";
        mojo.users = List.of(user);
        mojo.directories = List.of(directory);
        mojo.trim = "none";
        RootContents contents = contents();
        assertThat(contents.packageNames()).containsExactly("curl", "fonts-lato");
        assertThat(contents.facts())
                .containsEntry("locales", "de_DE.UTF-8")
                .containsEntry("timezones", "Europe/Berlin")
                .containsEntry("directories", "/data 1000:1000 0700")
                .containsEntry("trim", "none");
    }

    @Test
    void foundationWhenACertificateIsMissingSaysSo() {
        mojo.certificates = List.of(new File("none.pem"));
        assertProblem("certificate-missing", mojo::foundation);
    }

    @Test
    void foundationWhenABaseIsNamedHasNoPlaceForTheRest() throws Exception {
        mojo.base = "registry.example.com/java:21";
        assertThat(mojo.foundation()).isInstanceOf(FoundationChoice.Base.class);
        mojo.locales = List.of("de_DE");
        assertThat(assertProblem("base-with-root", mojo::foundation).found()).isEqualTo("locales");
    }

    @Test
    void foundationOnABaseTakesAsMuchOfPackagesAsIsSaid() throws Exception {
        mojo.base = "registry.example.com/java:21";
        mojo.packages = List.of("curl");
        assertThat(((FoundationChoice.Base) mojo.foundation()).trim()).isEmpty();
        mojo.trim = "none";
        assertThat(((FoundationChoice.Base) mojo.foundation()).trim()).contains(Trim.NONE);
    }

    @Test
    void foundationWhenAPropertyLeavesACertificateEmptyHasNone() throws Exception {
        mojo.certificates = Collections.singletonList(null);
        assertThat(contents().certificates()).isEmpty();
    }

    private RootContents contents() throws Exception {
        return ((FoundationChoice.Distroless) mojo.foundation()).contents();
    }
}
