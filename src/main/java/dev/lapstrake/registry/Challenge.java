package dev.lapstrake.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which a server wants to be shown who asks: an element of the header {@code WWW-Authenticate} (RFC 9110,
 * section 11.6.1).
 *
 * @param scheme in lower case
 * @param parameters their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PART = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9-]*)(?:\\s+(?![\\s=])|\\s*(?=,|$))"
            + "|(?<name>[A-Za-z0-9_-]+)\\s*=\\s*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"|(?<plain>[^\\s,\"]+))");

    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            Matcher part = PART.matcher(header);
            while (part.find()) {
                if (part.group("scheme") != null) {
                    challenges.add(new Challenge(part.group("scheme").toLowerCase(Locale.ROOT), new TreeMap<>()));
                } else if (!challenges.isEmpty()) {
                    String name = part.group("name").toLowerCase(Locale.ROOT);
                    challenges.get(challenges.size() - 1).parameters().put(name, value(part));
                }
            }
        }
        return List.copyOf(challenges);
    }

    private static String value(Matcher part) {
        String quoted = part.group("quoted");
        return quoted == null ? part.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
