package dev.lapstrake.root.apt;

import java.util.regex.Pattern;

/**
 * A version of a package, ordered as Debian policy 5.6.12 says. Versions that differ only in how they are written, such
 * as {@code 1.0} and {@code 1.00}, are neither older nor newer than each other.
 */
public record Version(String text) implements Comparable<Version> {
    private static final Pattern EPOCH = Pattern.compile("\\d{1,9}");

    @Override
    public int compareTo(Version other) {
        int epochs = Integer.compare(epoch(), other.epoch());
        if (epochs != 0) {
            return epochs;
        }
        int upstream = compare(upstream(), other.upstream());
        return upstream != 0 ? upstream : compare(revision(), other.revision());
    }

    private int epoch() {
        int colon = text.indexOf(':');
        return colon > 0 && EPOCH.matcher(text.substring(0, colon)).matches()
                ? Integer.parseInt(text.substring(0, colon))
                : 0;
    }

    private String upstream() {
        String rest = text.substring(text.indexOf(':') + 1);
        int hyphen = rest.lastIndexOf('-');
        return hyphen < 0 ? rest : rest.substring(0, hyphen);
    }

    private String revision() {
        int hyphen = text.lastIndexOf('-');
        return hyphen < 0 ? "" : text.substring(hyphen + 1);
    }

    /** Runs of other characters and runs of digits take turns. */
    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            int endA = endOfOthers(a, i);
            int endB = endOfOthers(b, j);
            int others = compareOthers(a.substring(i, endA), b.substring(j, endB));
            if (others != 0) {
                return others;
            }
            i = endOfDigits(a, endA);
            j = endOfDigits(b, endB);
            int numbers = compareNumbers(a.substring(endA, i), b.substring(endB, j));
            if (numbers != 0) {
                return numbers;
            }
        }
        return 0;
    }

    private static int compareOthers(String a, String b) {
        for (int i = 0; i < Math.max(a.length(), b.length()); i++) {
            int order = Integer.compare(weight(a, i), weight(b, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A tilde comes before the end, the end before letters, letters before all else. */
    private static int weight(String text, int at) {
        if (at >= text.length()) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter ? c : c + 256;
    }

    private static int compareNumbers(String a, String b) {
        String plainA = a.replaceFirst("^0+", "");
        String plainB = b.replaceFirst("^0+", "");
        int lengths = Integer.compare(plainA.length(), plainB.length());
        return lengths != 0 ? lengths : plainA.compareTo(plainB);
    }

    private static int endOfOthers(String text, int from) {
        int end = from;
        while (end < text.length() && !isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return text;
    }
}
