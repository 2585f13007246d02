package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A locale as the C library names it, always in UTF-8.
 *
 * @param language with its region, if there is one: {@code de_DE}, {@code eo}
 * @param modifier what stands behind an {@code @}, or nothing
 */
public record LocaleName(String language, String modifier) implements Comparable<LocaleName> {
    private static final Pattern FORM = Pattern.compile("([a-z]{2,3}([_-][A-Z]{2})?)(\\.(?i:utf-?8))?(@([a-z]+))?");

    /** What stands behind those of ISO-8859-15, which were made for the sign of the euro. */
    private static final String LATIN_9 = "euro";

    /** Reads {@code de_DE}, {@code fr_FR.UTF-8}, {@code sr_RS@latin}; Java's {@code de-DE} will do. */
    public static LocaleName parse(String text) throws BuildException {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || LATIN_9.equals(matcher.group(5))) {
            throw new Problem(
                            "locale-malformed",
                            "<locales> has something that is no locale in UTF-8.",
                            text,
                            "write a language and a country, for example <locale>de_DE</locale>")
                    .exception();
        }
        String modifier = matcher.group(5) == null ? "" : matcher.group(5);
        return new LocaleName(matcher.group(1).replace('-', '_'), modifier);
    }

    /**
     * Where it lies, compiled. A locale that there is in UTF-8 alone does not say so in its name; but where there is one that
     * does, that without is in an older encoding.
     *
     * @param has whether there is a file
     */
    Optional<String> folder(Predicate<String> has) {
        String end = modifier.isEmpty() ? "" : "@" + modifier;
        return Stream.of(language + ".utf8" + end, language + end)
                .map(name -> "usr/lib/locale/" + name)
                .filter(folder -> has.test(folder + "/LC_CTYPE"))
                .findFirst();
    }

    /** What Java calls the data that this locale is made of (BCP 47), the most general first. */
    public List<String> languageTags() {
        Locale.Builder builder = new Locale.Builder().setLanguage(language.replaceFirst("_.*", ""));
        String alone = builder.build().toLanguageTag();
        switch (modifier) {
            case "latin" -> builder.setScript("Latn");
            case "cyrillic" -> builder.setScript("Cyrl");
            case "devanagari" -> builder.setScript("Deva");
            default -> {}
        }
        String written = builder.build().toLanguageTag();
        String whole = builder.setRegion(language.replaceFirst("^[a-z]+_?", ""))
                .build()
                .toLanguageTag();
        return List.of(alone, written, whole);
    }

    BuildException unknown() {
        return new Problem(
                        "locale-unknown",
                        "<locales> names a locale that the Debian suite does not have.",
                        toString(),
                        "write one that `locale -a` prints where Debian's locales-all is installed, without what stands"
                                + " behind its dot")
                .exception();
    }

    @Override
    public int compareTo(LocaleName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return language + ".UTF-8" + (modifier.isEmpty() ? "" : "@" + modifier);
    }
}
