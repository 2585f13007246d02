package dev.lapstrake.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is another in one lock than in another, for people to read. */
public record LockChanges(Lock before, Lock after) {
    private static final String TRACKER = "https://security-tracker.debian.org/tracker/source-package/";
    private static final String CHANGELOGS = "https://metadata.ftp-master.debian.org/changelogs/main/";

    /** True if both say the same. */
    public boolean isNone() {
        return before.equals(after);
    }

    public List<String> lines() {
        Map<String, LockedSuite> suites = byTitle(before.suites(), LockedSuite::title);
        Map<String, LockedSuite> newSuites = byTitle(after.suites(), LockedSuite::title);
        List<String> lines = new ArrayList<>();
        for (String title : names(suites, newSuites)) {
            lines.addAll(
                    suite(title, Optional.ofNullable(suites.get(title)), Optional.ofNullable(newSuites.get(title))));
        }
        Map<String, LockedPlatform> platforms = byTitle(before.platforms(), LockedPlatform::platform);
        Map<String, LockedPlatform> newPlatforms = byTitle(after.platforms(), LockedPlatform::platform);
        for (String name : names(platforms, newPlatforms)) {
            lines.addAll(titled(
                    name,
                    things(
                            beside(Optional.ofNullable(platforms.get(name))),
                            beside(Optional.ofNullable(newPlatforms.get(name))))));
        }
        return lines;
    }

    private static <T> Map<String, T> byTitle(List<T> parts, Function<T, String> title) {
        return parts.stream().collect(Collectors.toMap(title, Function.identity(), (a, b) -> a));
    }

    private static List<String> titled(String title, List<String> lines) {
        return lines.stream()
                .map(line -> line.startsWith(" ") ? line : title + ": " + line)
                .toList();
    }

    private static List<String> suite(String title, Optional<LockedSuite> old, Optional<LockedSuite> now) {
        List<String> lines = new ArrayList<>(things(things(old), things(now)));
        Map<String, LockedPackage> packages = packages(old);
        Map<String, LockedPackage> newPackages = packages(now);
        for (String name : names(packages, newPackages)) {
            Optional<LockedPackage> from = Optional.ofNullable(packages.get(name));
            Optional<LockedPackage> to = Optional.ofNullable(newPackages.get(name));
            lines.addAll(
                    from.isPresent() && to.isPresent()
                            ? raised(facts(from.get(), old), facts(to.get(), now), to.get())
                            : List.of(line(name, version(from), version(to))));
        }
        return titled(title, lines);
    }

    private static Map<String, LockedPackage> packages(Optional<LockedSuite> suite) {
        return suite.map(LockedSuite::packages).orElse(new TreeMap<>());
    }

    private static String version(Optional<LockedPackage> locked) {
        return locked.map(LockedPackage::version).orElse("");
    }

    private static Map<String, String> facts(LockedPackage locked, Optional<LockedSuite> suite) {
        return LockText.facts(locked, suite.map(LockedSuite::snapshot).orElse(locked.snapshot()));
    }

    /** With another version all the rest is another; without, what is deserves a look. */
    private static List<String> raised(Map<String, String> from, Map<String, String> to, LockedPackage now) {
        String old = from.getOrDefault("version", "");
        if (!old.equals(now.version())) {
            return List.of(
                    line(now.name(), old, now.version()),
                    "  " + TRACKER + now.source().name(),
                    "  " + changelog(now.source()));
        }
        return things(from, to).stream()
                .map(line -> now.name() + " " + old + ": " + line)
                .toList();
    }

    /** Where Debian keeps a source package's changelog: below the first letter of its name, or the first four of a library's. */
    static String changelog(LockedPackage.Source source) {
        String name = source.name();
        String folder = name.startsWith("lib") && name.length() > 3 ? name.substring(0, 4) : name.substring(0, 1);
        String version = source.version().replaceFirst("^\\d+:", "");
        return CHANGELOGS + folder + "/" + name + "/" + name + "_" + version + "_changelog";
    }

    private static Map<String, String> things(Optional<LockedSuite> suite) {
        Map<String, String> things = new TreeMap<>();
        suite.ifPresent(known -> {
            things.put("snapshot", known.snapshot().toString());
            things.put("signed-by", String.join(", ", known.signers()));
        });
        return things;
    }

    private static Map<String, String> beside(Optional<LockedPlatform> platform) {
        Map<String, String> things = new TreeMap<>();
        platform.ifPresent(known -> {
            things.put("snapshot", known.snapshot().toString());
            known.jdk().ifPresent(jdk -> things.put("jdk", jdk.toString()));
            known.images().forEach((name, digest) -> things.put("image " + name, digest.toString()));
        });
        return things;
    }

    private static List<String> things(Map<String, String> old, Map<String, String> now) {
        return names(old, now).stream()
                .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                .map(name -> line(name, old.getOrDefault(name, ""), now.getOrDefault(name, "")))
                .toList();
    }

    private static Set<String> names(Map<String, ?> old, Map<String, ?> now) {
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        return names;
    }

    private static String line(String name, String from, String to) {
        if (from.isEmpty()) {
            return name + " " + to + " (new)";
        }
        return to.isEmpty() ? name + " " + from + " (gone)" : name + " " + from + " -> " + to;
    }
}
