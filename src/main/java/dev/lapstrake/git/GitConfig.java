package dev.lapstrake.git;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository's configuration (git-config(1), "CONFIGURATION FILE"). Files that it includes are not read.
 *
 * @param values the first value of each variable, by {@code section.subsection.name}
 */
record GitConfig(Map<String, String> values) {
    private static final Pattern SECTION =
            Pattern.compile("\\s*\\[\\s*([\\w.-]+)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\")?\\s*](.*)");
    private static final Pattern VARIABLE = Pattern.compile("\\s*([a-zA-Z][a-zA-Z0-9-]*)\\s*=(.*)");

    /** Parts of a value: an escape, a quote, the begin of a comment, or anything else. */
    private static final Pattern PART = Pattern.compile("\\\\(.)|(\")|([#;])|(.)");

    static GitConfig parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String section = "";
        for (String line : (Iterable<String>) text.replaceAll("\\\\\\r?\\n", "").lines()::iterator) {
            Matcher header = SECTION.matcher(line);
            String rest = line;
            if (header.matches()) {
                section = section(header);
                rest = header.group(3);
            }
            Matcher variable = VARIABLE.matcher(rest);
            if (variable.matches()) {
                String name = variable.group(1).toLowerCase(Locale.ROOT);
                values.putIfAbsent(section + name, read(variable.group(2).strip()));
            }
        }
        return new GitConfig(Map.copyOf(values));
    }

    /** The section's name has no case, the subsection's has. */
    private static String section(Matcher header) {
        String name = header.group(1).toLowerCase(Locale.ROOT) + ".";
        String subsection = header.group(2);
        return subsection == null ? name : name + subsection.replaceAll("\\\\(.)", "$1") + ".";
    }

    private static String read(String written) {
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        Matcher part = PART.matcher(written);
        while (part.find()) {
            if (part.group(2) != null) {
                quoted = !quoted;
            } else if (part.group(3) != null && !quoted) {
                break;
            } else {
                value.append(part.group(1) == null ? part.group() : escaped(part.group(1)));
            }
        }
        return value.toString().strip();
    }

    private static String escaped(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "b" -> "\b";
            default -> letter;
        };
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
