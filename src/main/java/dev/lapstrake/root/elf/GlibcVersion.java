package dev.lapstrake.root.elf;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the GNU C library. A file built against a newer one than it is run with does not start.
 *
 * @param text numbers joined by dots, such as {@code 2.38}
 */
public record GlibcVersion(String text) implements Comparable<GlibcVersion> {
    private static final Pattern FORM = Pattern.compile("\\d{1,4}(\\.\\d{1,4})*");
    private static final Pattern SYMBOL_VERSION = Pattern.compile("GLIBC_(" + FORM + ")");

    public static final GlibcVersion NONE = new GlibcVersion("0");

    public GlibcVersion {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a version of the C library: '" + text + "'");
        }
    }

    /** The version that brought a symbol, as in {@code GLIBC_2.38}; empty for other names. */
    public static Optional<GlibcVersion> ofSymbol(String name) {
        Matcher matcher = SYMBOL_VERSION.matcher(name);
        return matcher.matches() ? Optional.of(new GlibcVersion(matcher.group(1))) : Optional.empty();
    }

    /** The newest version among those of a file's symbols; {@link #NONE} if none is the C library's. */
    public static GlibcVersion newest(Iterable<String> symbolVersions) {
        GlibcVersion newest = NONE;
        for (String name : symbolVersions) {
            GlibcVersion version = ofSymbol(name).orElse(NONE);
            newest = version.compareTo(newest) > 0 ? version : newest;
        }
        return newest;
    }

    @Override
    public int compareTo(GlibcVersion other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        return Pattern.compile("\\.")
                .splitAsStream(text)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
