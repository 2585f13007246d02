package dev.lapstrake.verify;

import java.util.Optional;
import java.util.regex.Pattern;

/** Variables whose names or values say that they are secrets. */
final class SecretSettings {
    private static final Pattern NAME = Pattern.compile(
            "(.*[_.-])?(PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY"
                    + "|CREDENTIALS?)([_.-](ID|VALUE|\\d+))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HARMLESS =
            Pattern.compile("/.*|file:.*|\\$.*|true|false|\\d*|.{0,5}|(?i)changeit|none");
    private static final Pattern IN_URL = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@]+:[^/\\s:@$]{3,}@.*");
    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9+/_=-]{24,}");
    private static final Pattern NOT_RANDOM = Pattern.compile("[0-9a-fA-F]+|[^0-9]+|[^A-Z]+|[^a-z]+|.*[/_-].*[/_-].*");
    private static final double MUCH = 4.0; // bits a character; words have less than 4, base64 of chance more

    private SecretSettings() {}

    /** What kind of secret a variable holds, if it does. */
    static Optional<String> what(String name, String value) {
        Optional<String> form = SecretForms.in(value).findFirst();
        if (form.isPresent()) {
            return form;
        }
        if (NAME.matcher(name).matches() && !HARMLESS.matcher(value).matches()) {
            return Optional.of("a value under the name of a secret");
        }
        if (IN_URL.matcher(value).matches()) {
            return Optional.of("an address with a password");
        }
        return isRandom(value) ? Optional.of("a value that looks like chance") : Optional.empty();
    }

    private static boolean isRandom(String value) {
        return RANDOM.matcher(value).matches() && !NOT_RANDOM.matcher(value).matches() && entropy(value) >= MUCH;
    }

    /** Shannon's, in bits a character. */
    static double entropy(String text) {
        double length = text.length();
        return text.chars()
                .distinct()
                .mapToDouble(c -> text.chars().filter(other -> other == c).count() / length)
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
