package dev.lapstrake.maven;

import dev.lapstrake.cache.CacheContents;
import dev.lapstrake.cache.CacheEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a cache holds, as a person reads it: a line for each result, the latest first, and one for each folder. */
record CacheTable(CacheContents contents, Instant now) {
    private static final String ROW = "%-8s %-44s %10s  %s";

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(String.format(Locale.ROOT, ROW, "Kind", "Entry", "Size", "Used")));
        contents.entries().stream()
                .filter(CacheEntry.Tagged.class::isInstance)
                .sorted(Comparator.comparing(CacheEntry::used).reversed())
                .forEach(entry -> lines.add(row(entry.kind(), entry.name(), entry.size(), entry.used())));
        folders().forEach((folder, files) -> lines.add(row(folder, files)));
        if (!contents.unnamed().isEmpty()) {
            long size = contents.unnamed().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            lines.add(row("blobs", contents.unnamed().size() + " without an entry", size, now));
        }
        lines.add(entries(contents.entries().size()) + ", " + MavenLog.size(contents.size())
                + ", what they share counted once");
        return lines;
    }

    static String entries(int count) {
        return count + (count == 1 ? " entry" : " entries");
    }

    private Map<String, List<CacheEntry>> folders() {
        return contents.entries().stream()
                .filter(CacheEntry.Loose.class::isInstance)
                .collect(Collectors.groupingBy(CacheEntry::kind, TreeMap::new, Collectors.toList()));
    }

    private String row(String folder, List<CacheEntry> files) {
        long size = files.stream().mapToLong(CacheEntry::size).sum();
        Instant used = files.stream()
                .map(CacheEntry::used)
                .max(Comparator.naturalOrder())
                .orElse(now);
        return row(folder, files.size() + (files.size() == 1 ? " file" : " files"), size, used);
    }

    private String row(String kind, String name, long size, Instant used) {
        return String.format(Locale.ROOT, ROW, kind, name, MavenLog.size(size), ago(used));
    }

    private String ago(Instant used) {
        Duration age = Duration.between(used, now);
        if (age.toHours() < 1) {
            return "within the hour";
        }
        return age.toDays() < 1 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }
}
