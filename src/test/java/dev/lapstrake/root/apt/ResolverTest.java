package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private final FakeIndex packages = new FakeIndex();

    @Test
    void chooseWhenPackagesDependOnOthersTakesThemAll() throws Exception {
        packages.add("a", "1", "Depends: b (>= 1), libc6 (>= 99)", "Pre-Depends: c:any")
                .add("b", "1", "Depends: a")
                .add("c", "1", "Multi-Arch: allowed");
        assertThat(packages.chosen("a")).containsExactly("a", "b", "c");
    }

    @Test
    void chooseWhenThereAreAlternativesTakesTheFirstThatWorksOut() throws Exception {
        packages.add("a", "1", "Depends: missing | broken | good | other")
                .add("broken", "1", "Depends: b (>> 1)")
                .add("b", "1")
                .add("good", "1")
                .add("other", "1");
        assertThat(packages.chosen("a")).containsExactly("a", "good");
    }

    @Test
    void chooseWhenAnAlternativeIsChosenAlreadyTakesNoOther() throws Exception {
        packages.add("a", "1", "Depends: first | second").add("first", "1").add("second", "1");
        assertThat(packages.chosen("second", "a")).containsExactly("a", "second");
    }

    @Test
    void chooseWhenANameIsProvidedTakesAProvider() throws Exception {
        packages.add("a", "1", "Depends: virtual, versioned (>= 2)")
                .add("old", "1", "Provides: versioned (= 1), virtual-other")
                .add("unversioned", "9", "Provides: versioned")
                .add("right", "1", "Provides: versioned (= 2.1), virtual");
        assertThat(packages.chosen("a")).containsExactly("a", "right");
    }

    @Test
    void chooseWhenSeveralProvideANameTakesTheMostImportant() throws Exception {
        packages.add("a", "1", "Depends: awk")
                .add("gawk", "1", "Provides: awk", "Priority: optional")
                .add("mawk", "1", "Provides: awk", "Priority: required")
                .add("busybox", "1", "Provides: awk", "Priority: none of these");
        assertThat(packages.chosen("a")).containsExactly("a", "mawk");
    }

    @Test
    void chooseWhenAnotherNeedSettlesAnAlternativeTakesNoMore() throws Exception {
        packages.add("a", "1", "Depends: core | core-small, b").add("b", "1", "Depends: core-small");
        packages.add("core", "1").add("core-small", "1");
        assertThat(packages.chosen("a")).containsExactly("a", "b", "core-small");
    }

    @Test
    void chooseWhenVersionIsMissingShowsTheWayThere() throws Exception {
        packages.add("a", "1", "Depends: b")
                .add("b", "1", "Depends: c (>= 2) | d")
                .add("c", "1.9");
        assertThat(assertProblem("package-unsatisfiable", () -> packages.chosen("a"))
                        .found())
                .isEqualTo("a -> b -> c (>= 2) | d");
    }

    @Test
    void chooseWhenUnknownNamesProviders() throws Exception {
        packages.add("exim", "1", "Provides: mail");
        assertThat(assertProblem("package-unknown", () -> packages.chosen("nothing"))
                        .found())
                .isEqualTo("nothing");
        assertThat(assertProblem("package-unknown", () -> packages.chosen("mail"))
                        .fix())
                .contains("exim");
    }

    @Test
    void chooseWhenAnArchitectureIsNamedHeedsIt() throws Exception {
        packages.add("a", "1", "Depends: native:amd64, everywhere:amd64, many:any")
                .add("native", "1")
                .add("everywhere", "1", "Architecture: all")
                .add("many", "1", "Multi-Arch: allowed")
                .add("other", "1", "Depends: native:arm64")
                .add("foreign", "1", "Depends: native:any");
        assertThat(packages.chosen("a")).containsExactly("a", "everywhere", "many", "native");
        assertThat(packages.unsatisfiable("other")).isEqualTo("other -> native:arm64");
        assertThat(packages.unsatisfiable("foreign")).isEqualTo("foreign -> native:any");
    }

    @Test
    void chooseWhenAClauseIsMalformedTakesItForUnmet() throws Exception {
        packages.add("a", "1", "Depends: b (>= 1")
                .add("b", "1", "Depends: (what), ,")
                .add("c", "1", "Depends: B | b (= 2)");
        assertThat(packages.unsatisfiable("a")).isEqualTo("a -> 'b (>= 1'");
        assertThat(packages.unsatisfiable("b")).isEqualTo("b -> '(what)'");
        assertThat(packages.unsatisfiable("c")).isEqualTo("c -> 'B' | b (= 2)");
    }

    @Test
    void chooseWhenAPackageIsMalformedSaysSo() throws Exception {
        String paragraph = "Package: a\nVersion: 1\nArchitecture: amd64\nSize: many\n";
        packages.index().add("trixie", new ByteArrayInputStream(paragraph.getBytes(StandardCharsets.US_ASCII)));
        assertProblem("archive-malformed", () -> packages.chosen("a"));
    }

    @Test
    void chooseWhenOperatorsAreOldReadsThemAsDpkgDoes() throws Exception {
        packages.add("a", "1", "Depends: b (> 1), b (< 1)").add("b", "1").add("c", "1", "Depends: b (>> 1)");
        assertThat(packages.chosen("a")).containsExactly("a", "b");
        assertThat(packages.unsatisfiable("c")).isEqualTo("c -> b (>> 1)");
    }
}
