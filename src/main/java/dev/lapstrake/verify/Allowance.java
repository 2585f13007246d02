package dev.lapstrake.verify;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an image may have although a rule is against it: {@code shell} (the whole rule), {@code shell:/busybox/**} (the rule
 * below a folder), or {@code /busybox/**} (any rule). A {@code *} stands for a part of a name, {@code **} for anything.
 *
 * @param text as the user wrote it
 * @param rule empty for any
 * @param where empty for anywhere
 */
public record Allowance(String text, Optional<String> rule, Optional<Pattern> where) {
    private static final Pattern TOKEN = Pattern.compile("/\\*\\*$|\\*\\*/?|\\*|\\?|[^*?/]+|/");

    /**
     * @param rules the ids of those that there are
     */
    public static Allowance parse(String text, Set<String> rules) throws BuildException {
        String all = text.strip();
        if (all.startsWith("/")) {
            return new Allowance(text, Optional.empty(), Optional.of(pattern(all)));
        }
        String[] parts = all.split(":", 2);
        if (!rules.contains(parts[0])) {
            throw new Problem(
                            "allow-malformed",
                            "<allow> has something that begins neither with a rule nor with a slash.",
                            text,
                            "write a rule, as in <path>shell:/busybox/**</path>, or a path, as in <path>/busybox/**</path>;"
                                    + " the rules are " + String.join(", ", rules))
                    .exception();
        }
        return new Allowance(
                text,
                Optional.of(parts[0]),
                parts.length == 1 ? Optional.empty() : Optional.of(pattern(parts[1].strip())));
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(TOKEN.matcher(glob).replaceAll(Allowance::expression));
    }

    private static String expression(MatchResult token) {
        String expression =
                switch (token.group()) {
                    case "/**" -> "(/.*)?";
                    case "**/" -> "(.*/)?";
                    case "**" -> ".*";
                    case "*" -> "[^/]*";
                    case "?" -> "[^/]";
                    default -> Pattern.quote(token.group());
                };
        return java.util.regex.Matcher.quoteReplacement(expression);
    }

    boolean covers(Violation violation) {
        return rule.map(violation.rule()::equals).orElse(true)
                && where.map(pattern -> pattern.matcher(violation.where()).matches())
                        .orElse(true);
    }
}
