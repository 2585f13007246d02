package dev.lapstrake.verify;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final Violation SHELL = new Violation("shell", "/busybox/bin/sh", "copy debug", "is a shell");

    private static Findings found(Violation... violations) {
        return new Findings(List.of(violations), Collections.emptySortedMap());
    }

    @ParameterizedTest
    @CsvSource({
        "shell, true",
        "shell:/busybox/bin/sh, true",
        "shell:/busybox/**, true",
        "/busybox/**, true",
        "/**/sh, true",
        "/busybox/*/s?, true",
        "shell:/busybox, false",
        "/busybox/*, false",
        "device:/busybox/**, false",
        "set-uid, false"
    })
    void judgeWhenSomethingIsAllowedLeavesItOut(String allow, boolean covers) throws Exception {
        Verdict verdict =
                Policy.of(Profile.DISTROLESS, List.of(allow), Budget.NONE).judge(found(SHELL));
        assertThat(verdict.violations().isEmpty()).isEqualTo(covers);
        assertThat(verdict.allowed()).isEqualTo(covers ? 1 : 0);
        assertThat(verdict.idle()).hasSize(covers ? 0 : 1);
    }

    @Test
    void allowedByWhenWrittenIntoAllowAllowsIt() throws Exception {
        Violation user = new Violation("root-user", "", "", "The image runs as root");
        Policy policy = Policy.of(Profile.DISTROLESS, List.of(SHELL.allowedBy(), user.allowedBy()), Budget.NONE);
        assertThat(policy.judge(found(SHELL, user)).violations()).isEmpty();
    }

    @Test
    void ofWhenAllowNamesNoRuleSaysSo() {
        assertProblem("allow-malformed", () -> Policy.of(Profile.BASE, List.of("shells:/bin/sh"), Budget.NONE));
    }

    @Test
    void parseWhenThePolicyIsNoneThatThereIsSaysSo() throws Exception {
        assertProblem("policy-unknown", () -> Profile.parse("strict"));
        assertThat(List.of(Profile.parse("distroless"), Profile.parse("base"), Profile.parse("none")))
                .containsExactly(Profile.values());
    }

    @Test
    void budgetWhenTheImageIsTooLargeOrHasGrownSaysSo() {
        Budget budget = new Budget(Optional.of(100_000_000L), Optional.of(new Budget.Growth(90_000_000, 5_000_000)));
        assertThat(budget.check(95_000_000)).isEmpty();
        assertThat(budget.check(96_000_000).map(Violation::rule)).containsExactly("growth");
        assertThat(budget.check(101_000_000))
                .containsExactly(
                        new Violation("size", "", "", "The image has 101.0 MB, more than the 100.0 MB of <maxSize>"),
                        new Violation(
                                "growth",
                                "",
                                "",
                                "The image has 11.0 MB more than the last release, whose 90.0 MB may grow by 5.0 MB (<maxGrowth>)"));
    }
}
