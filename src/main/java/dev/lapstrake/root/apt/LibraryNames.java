package dev.lapstrake.root.apt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package that a shared library is in, from its soname: Debian policy 8.1 names the one after the other. The few
 * that go their own way are listed, and every guess is checked against the suite's index.
 */
public final class LibraryNames {
    private static final Pattern LIBC = Pattern.compile(
            "ld(-linux.*|64)?\\.so\\.\\d+|lib(c|m|dl|pthread|rt|util|anl|resolv|mvec|thread_db|BrokenLocale)\\.so\\.\\d+"
                    + "|libnsl\\.so\\.1|libnss_(files|dns|compat|hesiod)\\.so\\.2");
    private static final Pattern SONAME = Pattern.compile("(.+?)(?:\\.so\\.|-(?=\\d[\\d.]*\\.so$))(.+?)(?:\\.so)?");

    /** Whole sonames, where the version differs too. */
    private static final Map<String, String> BY_SONAME = Map.ofEntries(
            Map.entry("libapr-1.so.0", "libapr1"),
            Map.entry("libaprutil-1.so.0", "libaprutil1"),
            Map.entry("libgdk-3.so.0", "libgtk-3-0"),
            Map.entry("libharfbuzz.so.0", "libharfbuzz0b"),
            Map.entry("libjpeg.so.62", "libjpeg62-turbo"),
            Map.entry("libnspr4.so", "libnspr4"),
            Map.entry("libnss3.so", "libnss3"),
            Map.entry("libtcnative-1.so.0", "libtcnative-1"),
            Map.entry("libxml2.so.2", "libxml2"),
            Map.entry("libz.so.1", "zlib1g"));

    /** Several libraries of one package, by the name before {@code .so}. */
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("libbrotlicommon", "libbrotli"),
            Map.entry("libbrotlidec", "libbrotli"),
            Map.entry("libbrotlienc", "libbrotli"),
            Map.entry("libcrypto", "libssl"),
            Map.entry("libgio-2.0", "libglib2.0"),
            Map.entry("libgmodule-2.0", "libglib2.0"),
            Map.entry("libgobject-2.0", "libglib2.0"),
            Map.entry("libgthread-2.0", "libglib2.0"),
            Map.entry("libicudata", "libicu"),
            Map.entry("libicui18n", "libicu"),
            Map.entry("libicuio", "libicu"),
            Map.entry("libicuuc", "libicu"));

    private LibraryNames() {}

    /** The package that ought to have a library; empty if the suite has none of that name. */
    public static Optional<String> find(String soname, PackageIndex index) {
        return guesses(soname).stream()
                .flatMap(name -> List.of(name, name + "t64").stream()) // t64: those whose time_t became wider
                .filter(index::has)
                .findFirst();
    }

    private static Set<String> guesses(String soname) {
        if (LIBC.matcher(soname).matches()) {
            return Set.of("libc6");
        }
        Set<String> guesses = new LinkedHashSet<>();
        Optional.ofNullable(BY_SONAME.get(soname)).ifPresent(guesses::add);
        Matcher matcher = SONAME.matcher(soname);
        if (matcher.matches()) {
            String name = BY_NAME.getOrDefault(matcher.group(1), matcher.group(1));
            addGuesses(plain(name), plain(matcher.group(2)), guesses);
        }
        return guesses;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The hyphen keeps a number in the name apart from the version; some leave one out in the name: libglib2.0-0. */
    private static void addGuesses(String name, String version, Set<String> guesses) {
        boolean digit = Character.isDigit(name.charAt(name.length() - 1));
        guesses.add(name + (digit ? "-" : "") + version);
        guesses.add(name.replaceFirst("-(?=[\\d.]+$)", "") + (digit ? "-" : "") + version);
        guesses.add(name + (digit ? "" : "-") + version);
    }
}
