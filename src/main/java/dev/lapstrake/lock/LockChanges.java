package dev.lapstrake.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is another in one lock than in another, for people to read. */
public record LockChanges(Lock before, Lock after) {
    private static final String TRACKER = "https://security-tracker.debian.org/tracker/source-package/";
    private static final String CHANGELOGS = "https://metadata.ftp-master.debian.org/changelogs/main/";

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (LockedSuite suite : after.suites()) {
            Map<String, LockedPackage> old = before.suite(suite.platform(), suite.suite())
                    .map(LockedSuite::packages)
                    .orElse(new TreeMap<>());
            lines.addAll(packages(old, suite.packages()).stream()
                    .map(line -> line.startsWith(" ") ? line : suite.title() + ": " + line)
                    .toList());
        }
        for (LockedPlatform platform : after.platforms()) {
            things(before.platform(platform.platform()).map(LockChanges::things).orElse(Map.of()), things(platform))
                    .forEach(line -> lines.add(platform.platform() + ": " + line));
        }
        return lines;
    }

    private static List<String> packages(Map<String, LockedPackage> old, Map<String, LockedPackage> now) {
        List<String> lines = new ArrayList<>();
        for (String name : names(old, now)) {
            LockedPackage to = now.get(name);
            String from = old.containsKey(name)
                    ? Objects.requireNonNull(old.get(name)).version()
                    : "";
            String version = to == null ? "" : to.version();
            if (!from.equals(version)) {
                lines.add(line(name, from, version));
                if (to != null && !from.isEmpty()) {
                    lines.add("  " + TRACKER + to.source().name());
                    lines.add("  " + changelog(to.source()));
                }
            }
        }
        return lines;
    }

    /** Where Debian keeps a source package's changelog: below the first letter of its name, or the first four of a library's. */
    static String changelog(LockedPackage.Source source) {
        String name = source.name();
        String folder = name.startsWith("lib") && name.length() > 3 ? name.substring(0, 4) : name.substring(0, 1);
        String version = source.version().replaceFirst("^\\d+:", "");
        return CHANGELOGS + folder + "/" + name + "/" + name + "_" + version + "_changelog";
    }

    private static Map<String, String> things(LockedPlatform platform) {
        Map<String, String> things = new TreeMap<>();
        platform.jdk().ifPresent(jdk -> things.put("jdk", jdk.toString()));
        platform.images().forEach((name, digest) -> things.put("image " + name, digest.toString()));
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
