package dev.lapstrake.maven;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time and sizes, as users write them. */
final class Quantity {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?([smhd]?)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?) ?([kKMGT]?)B?");

    private Quantity() {}

    /** Reads {@code 90s}, {@code 10m}, {@code 1h}, {@code 30d}; a bare number is seconds. */
    static Duration duration(String element, String text) throws BuildException {
        Matcher parts = DURATION.matcher(text.strip());
        if (!parts.matches()) {
            throw new Problem(
                            "duration-malformed",
                            "<" + element + "> is no length of time.",
                            text,
                            "write a number and s, m, h or d, for example 90s or 30d; a number alone is seconds")
                    .exception();
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** Reads {@code 10GB}, {@code 500MB}, in powers of ten; a bare number is bytes. */
    static long size(String element, String text) throws BuildException {
        Matcher parts = SIZE.matcher(text.strip());
        if (!parts.matches()) {
            throw new Problem(
                            "size-malformed",
                            "<" + element + "> is no size.",
                            text,
                            "write a number and kB, MB, GB or TB, for example 10GB or 500MB")
                    .exception();
        }
        int thousands = " kmgt"
                .indexOf(
                        parts.group(2).isEmpty()
                                ? ' '
                                : Character.toLowerCase(parts.group(2).charAt(0)));
        return Math.round(Double.parseDouble(parts.group(1)) * Math.pow(1000, thousands));
    }
}
