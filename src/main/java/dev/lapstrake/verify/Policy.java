package dev.lapstrake.verify;

import dev.lapstrake.problem.BuildException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What an image is held to. */
public record Policy(Profile profile, List<Allowance> allowances, Budget budget) {
    public Policy {
        allowances = List.copyOf(allowances);
    }

    /**
     * @param allow as {@code <allow>} has it
     */
    public static Policy of(Profile profile, Collection<String> allow, Budget budget) throws BuildException {
        List<Allowance> allowances = new ArrayList<>();
        for (String text : allow) {
            allowances.add(Allowance.parse(text, Rules.ids()));
        }
        return new Policy(profile, allowances, budget);
    }

    /** What is left of what was found. */
    Verdict judge(Findings findings) {
        List<Violation> violations = findings.violations();
        List<Violation> left = violations.stream()
                .filter(violation -> allowances.stream().noneMatch(allowance -> allowance.covers(violation)))
                .toList();
        List<String> idle = allowances.stream()
                .filter(allowance -> violations.stream().noneMatch(allowance::covers))
                .map(Allowance::text)
                .toList();
        return new Verdict(left, violations.size() - left.size(), idle, findings.unchecked());
    }
}
