package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private final PackageIndex index = new PackageIndex();

    private ResolverTest add(String name, String version, String... fields) throws IOException {
        String control = "Package: " + name + "\nVersion: " + version + "\nArchitecture: amd64\n"
                + String.join(
                        "", List.of(fields).stream().map(field -> field + "\n").toList()) + "Filename: pool/" + name
                + ".deb\nSize: 1\nSHA256: "
                + "0".repeat(64) + "\n\n";
        index.add("trixie", new StringReader(control));
        return this;
    }

    private Set<String> chosen(String... names) throws BuildException {
        return new Resolver(index, Set.of("libc6")).choose(List.of(names)).keySet();
    }

    @Test
    void chooseWhenPackagesDependOnOthersTakesThemAll() throws Exception {
        add("a", "1", "Depends: b (>= 1), libc6 (>= 99)", "Pre-Depends: c:any")
                .add("b", "1", "Depends: a")
                .add("c", "1");
        assertThat(chosen("a")).containsExactly("a", "b", "c");
    }

    @Test
    void chooseWhenThereAreAlternativesTakesTheFirstThatWorksOut() throws Exception {
        add("a", "1", "Depends: missing | broken | good | other")
                .add("broken", "1", "Depends: b (>> 1)")
                .add("b", "1")
                .add("good", "1")
                .add("other", "1");
        assertThat(chosen("a")).containsExactly("a", "good");
    }

    @Test
    void chooseWhenAnAlternativeIsChosenAlreadyTakesNoOther() throws Exception {
        add("a", "1", "Depends: first | second").add("first", "1").add("second", "1");
        assertThat(chosen("second", "a")).containsExactly("a", "second");
    }

    @Test
    void chooseWhenANameIsProvidedTakesAProvider() throws Exception {
        add("a", "1", "Depends: virtual, versioned (>= 2)")
                .add("old", "1", "Provides: versioned (= 1), virtual-other")
                .add("unversioned", "9", "Provides: versioned")
                .add("right", "1", "Provides: versioned (= 2.1), virtual");
        assertThat(chosen("a")).containsExactly("a", "right");
    }

    @Test
    void chooseWhenVersionIsMissingShowsTheWayThere() throws Exception {
        add("a", "1", "Depends: b").add("b", "1", "Depends: c (>= 2) | d").add("c", "1.9");
        assertThat(assertProblem("package-unsatisfiable", () -> chosen("a")).found())
                .isEqualTo("a -> b -> c (>= 2) | d");
    }

    @Test
    void chooseWhenUnknownNamesProviders() throws Exception {
        add("exim", "1", "Provides: mail");
        assertThat(assertProblem("package-unknown", () -> chosen("nothing")).found())
                .isEqualTo("nothing");
        assertThat(assertProblem("package-unknown", () -> chosen("mail")).fix()).contains("exim");
    }

    @Test
    void findWhenALibraryIsAskedForGoesByPolicyAndIndex() throws Exception {
        add("zlib1g", "1").add("libharfbuzz0b", "1").add("libglib2.0-0t64", "1").add("liblcms2-2", "1");
        add("libgcc-s1", "1")
                .add("libx11-6", "1")
                .add("libicu76", "1")
                .add("libpng16-16t64", "1")
                .add("libdb5.3", "1");
        add("libc6", "1").add("libbz2-1.0", "1").add("libssl3t64", "1");
        assertThat(List.of(
                        "libz.so.1",
                        "libharfbuzz.so.0",
                        "libgobject-2.0.so.0",
                        "libglib-2.0.so.0",
                        "liblcms2.so.2",
                        "libgcc_s.so.1",
                        "libX11.so.6",
                        "libicuuc.so.76",
                        "libpng16.so.16",
                        "libdb-5.3.so",
                        "ld-linux-x86-64.so.2",
                        "libpthread.so.0",
                        "libbz2.so.1.0",
                        "libcrypto.so.3"))
                .map(soname -> LibraryNames.find(soname, index).orElse(soname))
                .containsExactly(
                        "zlib1g",
                        "libharfbuzz0b",
                        "libglib2.0-0t64",
                        "libglib2.0-0t64",
                        "liblcms2-2",
                        "libgcc-s1",
                        "libx11-6",
                        "libicu76",
                        "libpng16-16t64",
                        "libdb5.3",
                        "libc6",
                        "libc6",
                        "libbz2-1.0",
                        "libssl3t64");
        assertThat(LibraryNames.find("libnone.so.1", index)).isEmpty();
        assertThat(LibraryNames.find("plugin.so", index)).isEmpty();
    }
}
