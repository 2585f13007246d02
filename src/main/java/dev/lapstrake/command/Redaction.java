package dev.lapstrake.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Replaces secrets in text. A secret of several lines is replaced line by line. */
final class Redaction {
    /** Shorter ones stay: to hide those would hide half of every line. */
    private static final int SHORTEST = 4;

    private final List<String> hidden;

    /** The longest first, so that one that holds another is hidden whole. */
    Redaction(Collection<String> secrets) {
        this.hidden = secrets.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    String of(String text) {
        String shown = text;
        for (String secret : hidden) {
            shown = shown.replace(secret, "***");
        }
        return shown;
    }

    /** The length of the longest secret in a line. */
    int longest() {
        return hidden.isEmpty() ? 0 : hidden.get(0).length();
    }
}
