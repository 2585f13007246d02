package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Locales and time zones, for the C library and what is made with it. */
public record Regions(SortedSet<LocaleName> locales, TimeZones zones) {
    public static final Regions NONE = new Regions(new TreeSet<>(), TimeZones.NONE);

    /** It has every locale, compiled; the folders of those that are not wanted stay out. */
    private static final String LOCALES = "locales-all";

    public Regions {
        locales = Collections.unmodifiableSortedSet(new TreeSet<>(locales));
    }

    public static Regions parse(Collection<String> locales, Collection<String> zones) throws BuildException {
        SortedSet<LocaleName> names = new TreeSet<>();
        for (String locale : locales) {
            names.add(LocaleName.parse(locale));
        }
        return new Regions(names, TimeZones.parse(zones));
    }

    /** What Java calls these languages (BCP 47). */
    public SortedSet<String> languageTags() {
        SortedSet<String> tags = new TreeSet<>();
        locales.forEach(locale -> tags.addAll(locale.languageTags()));
        return tags;
    }

    SortedMap<String, FileChoice> parts() {
        SortedMap<String, FileChoice> parts = new TreeMap<>(zones.parts());
        if (!locales.isEmpty()) {
            parts.put(LOCALES, this::compiled);
        }
        return parts;
    }

    private Predicate<String> compiled(Predicate<String> has) {
        List<String> folders =
                locales.stream().flatMap(locale -> locale.folder(has).stream()).toList();
        return path -> folders.stream().anyMatch(folder -> path.startsWith(folder + "/"));
    }

    /**
     * Sees to it that everything was found.
     *
     * @param has whether a root has a file; a folder is none
     */
    public void check(Predicate<String> has) throws BuildException {
        for (LocaleName locale : locales) {
            if (locale.folder(has).isEmpty()) {
                throw locale.unknown();
            }
        }
        zones.check(has);
    }

    List<String> identity() {
        List<String> identity = new ArrayList<>();
        facts().forEach((name, lines) -> lines.forEach(line -> identity.add(name + " " + line)));
        return identity;
    }

    Map<String, List<String>> facts() {
        return Map.of(
                "locales",
                locales.stream().map(LocaleName::toString).toList(),
                "timezones",
                List.copyOf(zones.names()));
    }
}
