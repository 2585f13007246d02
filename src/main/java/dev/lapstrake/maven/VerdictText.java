package dev.lapstrake.maven;

import dev.lapstrake.verify.Verdict;
import dev.lapstrake.verify.Verified;
import dev.lapstrake.verify.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was found in an image, as people read it. */
record VerdictText(Verified image) {
    private static final int MOST_OF_A_KIND = 30;

    /** What violations have in common that differ in nothing but the path. */
    private record Kind(String rule, String layer, String what) {}

    /** A line for each violation; of very many of one kind the first ones, and how many others there are. */
    List<String> violations() {
        Map<Kind, List<Violation>> kinds = new LinkedHashMap<>();
        for (Violation each : verdict().violations()) {
            kinds.computeIfAbsent(new Kind(each.rule(), each.layer(), each.what()), kind -> new ArrayList<>())
                    .add(each);
        }
        return kinds.entrySet().stream()
                .flatMap(kind -> lines(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static Stream<String> lines(Kind kind, List<Violation> violations) {
        Stream<String> first = violations.stream()
                .limit(MOST_OF_A_KIND)
                .map(violation -> violation.text() + "; allowed by <path>" + violation.allowedBy() + "</path>");
        int others = violations.size() - MOST_OF_A_KIND;
        return others <= 0
                ? first
                : Stream.concat(
                        first,
                        Stream.of("and " + others + " more of the same in layer " + kind.layer() + "  [" + kind.rule()
                                + "]; all allowed by <path>" + kind.rule() + "</path>"));
    }

    /** What there is to say although it is no violation. */
    Stream<String> warnings() {
        return verdict().idle().stream().map(text -> "<allow> has '" + text + "', which allows nothing.");
    }

    Stream<String> unchecked() {
        return verdict().unchecked().entrySet().stream()
                .map(rule -> "Not checked: " + rule.getKey() + ", since " + rule.getValue());
    }

    String summary() {
        int count = verdict().violations().size();
        String allowed = verdict().allowed() == 0 ? "" : ", " + verdict().allowed() + " allowed";
        return image.image() + " for " + image.platform() + ": " + (count == 0 ? "nothing is wrong" : count(count))
                + allowed;
    }

    /**
     * @param violations more than none
     */
    static String count(int violations) {
        return violations + (violations == 1 ? " violation" : " violations");
    }

    private Verdict verdict() {
        return image.verdict();
    }
}
