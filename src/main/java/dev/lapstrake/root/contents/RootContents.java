package dev.lapstrake.root.contents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a root is to hold beside what every root has.
 *
 * @param packages Debian packages, and how much of each
 * @param fonts whether there are fonts, and which
 * @param regions locales and time zones
 * @param certificates whom to trust beside those that Debian does, in the order in which they were found
 * @param accounts users, and folders that are theirs
 */
public record RootContents(
        ChosenNames packages,
        FontChoice fonts,
        Regions regions,
        List<TrustedCertificate> certificates,
        Accounts accounts) {
    public static final RootContents NONE = of(List.of());

    public RootContents {
        certificates = List.copyOf(certificates);
    }

    /** Packages, and nothing else. */
    public static RootContents of(Collection<String> packages) {
        return of(packages, Trim.LIBRARIES);
    }

    /** Packages, so much of them, and nothing else. */
    public static RootContents of(Collection<String> packages, Trim trim) {
        return new RootContents(
                new ChosenNames(new TreeSet<>(packages), trim),
                new FontChoice.None(),
                Regions.NONE,
                List.of(),
                Accounts.NONE);
    }

    /** The same, once it is known whether anything draws text. */
    public RootContents fontsFor(boolean drawsText) {
        return new RootContents(packages, fonts.settled(drawsText), regions, certificates, accounts);
    }

    /** The packages that are wanted for all that they hold: those that the user names, and fonts. */
    public SortedSet<String> packageNames() {
        SortedSet<String> names = new TreeSet<>(packages.names());
        names.addAll(fonts.packages());
        return names;
    }

    /** The packages of which only some files are wanted, and nothing that they depend on. */
    public SortedMap<String, FileChoice> parts() {
        SortedMap<String, FileChoice> parts = new TreeMap<>(regions.parts());
        parts.putAll(fonts.parts());
        return parts;
    }

    /** All that is not told by the packages alone, for a key: empty if nothing was asked for. */
    public List<String> identity() {
        List<String> identity = new ArrayList<>();
        if (packages.trim() != Trim.LIBRARIES) {
            identity.add("trim " + packages.trim());
        }
        fonts.packages().forEach(name -> identity.add("font " + name));
        identity.addAll(regions.identity());
        certificates.forEach(certificate -> identity.add(certificate.alias() + " " + certificate.base64()));
        identity.addAll(accounts.identity());
        return identity;
    }

    /** What there is to say of it in a report; the packages are said elsewhere. */
    public Map<String, String> facts() {
        Map<String, List<String>> lists = new TreeMap<>(regions.facts());
        lists.put("fonts", List.copyOf(fonts.packages()));
        lists.put(
                "certificates",
                certificates.stream().map(TrustedCertificate::subject).toList());
        lists.put("users", accounts.userLines());
        lists.put(
                "directories",
                accounts.folders().stream().map(OwnedFolder::text).toList());
        Map<String, String> facts = new TreeMap<>();
        lists.forEach((name, lines) -> facts.put(name, String.join("\n", lines)));
        facts.values().removeIf(String::isEmpty);
        if (packages.trim() != Trim.LIBRARIES) {
            facts.put("trim", packages.trim().toString());
        }
        return facts;
    }
}
